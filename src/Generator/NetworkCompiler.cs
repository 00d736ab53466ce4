using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Memory;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;

namespace MobileNetGen.Generator;

/// <summary>
/// The passes, from what the user wrote to what is emitted. Each is a pure function from one immutable record to the next, and every member
/// here stops after one: tests, training and reports begin and end where they like.
/// </summary>
internal static class NetworkCompiler
{
    public static Result<NetworkDescription> Describe(ObjectNode root, string className) => DescriptionReader.Read(root, className);

    public static Result<NetworkGraph> Connect(ObjectNode root, string className) => Describe(root, className).Then(GraphBuilder.Build);

    /// <summary>The front half, which training shares: every operation a node of its own, every tensor with its shape.</summary>
    public static Result<ShapedGraph> Graph(ObjectNode root, string className) => Connect(root, className).Then(ShapeInference.Infer);

    public static Result<NetworkProgram> Compile(ObjectNode root, string className) => Graph(root, className).Then(Compile);

    /// <summary>A training step of the network: its forward and its backward pass.</summary>
    /// <param name="shaped">The network.</param>
    /// <param name="isWhole">True for gradients of inputs, and of a softmax at the end, too.</param>
    public static Result<TrainingProgram> Train(ShapedGraph shaped, bool isWhole = false) =>
        Differentiation.Differentiate(shaped, isWhole).Then(TrainingPlanner.Plan);

    public static FusedGraph Fuse(ShapedGraph shaped) => FusionPass.Fuse(shaped);

    public static BlockedGraph Form(ShapedGraph shaped) => BlockPass.Form(Fuse(shaped));

    /// <summary>With the layout of each tensor and its weights.</summary>
    public static BlockedGraph Layout(BlockedGraph blocked) => LayoutPass.Choose(blocked);

    public static ScheduledGraph Schedule(ShapedGraph shaped) => Schedule(Form(shaped));

    public static ScheduledGraph Schedule(BlockedGraph blocked) => Scheduler.Schedule(Layout(blocked));

    public static MemoryPlan Plan(ScheduledGraph scheduled) => MemoryPlanner.Plan(scheduled);

    public static NetworkProgram Compile(ShapedGraph shaped) => Compile(Form(shaped));

    /// <summary>The back half, of stages that were joined into blocks, or were not.</summary>
    public static NetworkProgram Compile(BlockedGraph blocked)
    {
        var scheduled = Schedule(blocked);
        return ProgramBuilder.Build(scheduled, Plan(scheduled));
    }
}
