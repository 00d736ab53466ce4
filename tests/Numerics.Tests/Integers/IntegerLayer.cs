using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Networks;
using MobileNetGen.Numerics.Tests.Reference;

namespace MobileNetGen.Numerics.Tests.Integers;

/// <summary>One layer that makes integers of a scale of its own.</summary>
internal sealed class IntegerLayer(GraphNode node, IntegerForm form, bool isSigned, IntegerMap[] inputs, Map output, DrawnNumbers numbers)
{
    private IntegerArithmetic Arithmetic => form.Arithmetic;

    private Steps First => inputs[0].Steps!.Value;

    public IntegerMap Run() => node.Operation switch
    {
        Convolution convolution => Sums(convolution.Bias, output.Channels, convolution.Window.Kernel.Area * inputs[0].Values.Channels),
        GroupedConvolution convolution =>
            Sums(convolution.Bias, output.Channels, convolution.Window.Kernel.Area * inputs[0].Values.Channels / convolution.Groups),
        Depthwise depthwise => Sums(depthwise.Bias, output.Channels, depthwise.Window.Kernel.Area),
        ConvTranspose convolution => Sums(
            convolution.Bias, output.Channels, convolution.Window.Kernel.Area * inputs[0].Values.Channels / convolution.Groups),
        Dense dense => Sums(dense.Bias, dense.Units, inputs[0].Values.Values.Length),
        Add => Pairs((one, other) => one + other, (one, other, to) => IntegerRules.Pair(one, other, 1, First, Second, to, Arithmetic)),
        Sub => Pairs((one, other) => one - other, (one, other, to) => IntegerRules.Pair(one, other, -1, First, Second, to, Arithmetic)),
        Mul => Pairs((one, other) => one * other, (one, other, to) => IntegerRules.Product(one, other, First, Second, to, Arithmetic)),
        GlobalAveragePool => Means(isMean: true, new AxisSet(Height: true, Width: true, Channels: false)),
        Reduce reduce => Means(reduce.Function == Reduction.Mean, reduce.Axes),
        AveragePool pool => Averages(pool.Window),
        Concat concat => Joined(concat.Axis),
        Activate activate => Each(
            ActivationFunctions.Of(activate.Activation),
            (value, to) => FunctionRules.Activated(value, activate.Activation, First, to, Arithmetic),
            to => (int)First.Min <= First.Max && Enumerable.Range(First.Min, 256)
                .All(value => FunctionRules.FromTie(value, activate.Activation, First, to, Arithmetic) > 3e-6)),
        Quantize when inputs[0].Steps is not null => Each(value => value, (value, to) => FunctionRules.Rescaled(value, First, to, Arithmetic)),
        Quantize => Quantised(),
        PRelu => Sloped(),
        ConstantMap => Constant(),
        Softmax => IntegerEnds.Softmax(inputs[0], numbers.Set(node.Name, new Steps(1f / 256, isSigned ? -128 : 0, isSigned)), Arithmetic),
        L2Normalize => IntegerEnds.Normalised(inputs[0], numbers.Set(node.Name, new Steps(1f / 128, isSigned ? 0 : 128, isSigned))),
        _ => throw new InvalidOperationException($"the reference does not know {node.Operation.Kind} of integers."),
    };

    private Steps Second => inputs[^1].Steps!.Value;

    /// <summary>The layer's results cut off where its type or its activation ends.</summary>
    private IntegerMap Ended(Map exact, Steps to)
    {
        var (low, high) = to.Ends(form.Clamp, Arithmetic);
        return new IntegerMap(exact.Select(value => Math.Clamp(value, low, high)), to);
    }

    private Steps Choose(IEnumerable<double> reals, Func<Steps, bool>? isSound = null)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var real in reals)
        {
            (low, high) = (Math.Min(low, real), Math.Max(high, real));
        }

        return numbers.Choose(node.Name, isSigned, low, high, isSound);
    }

    private IntegerMap Sums(bool hasBias, int outputs, int depth)
    {
        var weights = numbers.Weights(node.Name, outputs * depth, outputs, hasBias);
        var isTransposed = node.Operation is ConvTranspose;
        var taps = node.Operation is ConvTranspose { Window.Kernel.Area: var area } ? area : 1;
        var groupOutputs = node.Operation is ConvTranspose { Groups: var groups } ? outputs / groups : outputs;
        float[] kernel = [.. weights.Values.Select((value, place) => (float)(value - (weights.Zeros?[OutputOf(place)] ?? 0)))];
        List<NamedTensor> tensors = [new($"{node.Name}.weight", [kernel.Length], kernel)];
        if (weights.Bias is { } bias)
        {
            tensors.Add(new NamedTensor($"{node.Name}.bias", [outputs], bias.Select(value => (float)value).ToArray()));
        }

        var centred = inputs[0].Values.Select(value => value - First.Zero);
        var sums = ReferenceNetwork.Evaluate(node, output, [centred], new TensorSet(tensors));
        var scales = weights.Scales;
        var to = Choose(sums.Values.Select((sum, place) => sum * First.Scale * scales[place % outputs]));
        var isOfOneScale = scales.Distinct().Count() == 1;
        var (made, index) = (new Map(output.Height, output.Width, output.Channels), 0);
        foreach (var sum in sums.Values)
        {
            made.Values[index] = IntegerRules.Sum((long)sum, First, scales[index % outputs], to, Arithmetic, node.Operation is Dense, isOfOneScale);
            index++;
        }

        return Ended(made, to);

        // A transposed kernel has its inputs first: input, output of its group, tap.
        int OutputOf(int place) => !isTransposed ? place / depth
            : (place / (groupOutputs * taps) / (inputs[0].Values.Channels / (outputs / groupOutputs)) * groupOutputs) + (place / taps % groupOutputs);
    }

    private IntegerMap Pairs(Func<double, double, double> real, Func<double, double, Steps, double> rule)
    {
        var own = inputs.Select(input => input.Values).ToList();
        var reals = Elementwise.Combine([.. inputs.Select(input => input.Values.Select(input.Steps!.Value.Real))], output, real).Values.ToArray();
        var to = Choose(reals);
        return Ended(Elementwise.Combine(own, output, (one, other) => rule(one, other, to)), to);
    }

    private IntegerMap Each(Func<double, double> real, Func<double, Steps, double> rule, Func<Steps, bool>? isSound = null)
    {
        var to = Choose(inputs[0].Values.Values.Select(value => real(First.Real(value))), isSound);
        return Ended(inputs[0].Values.Select(value => rule(value, to)), to);
    }

    private IntegerMap Means(bool isMean, AxisSet axes)
    {
        var sums = Pools.Reduce(inputs[0].Values, output, new Reduce(Reduction.Sum, axes));
        var count = inputs[0].Values.Values.Length / output.Values.Length;
        var to = Choose(sums.Values.Select(sum => (sum - ((double)count * First.Zero)) * First.Scale / (isMean ? count : 1)));
        return Ended(sums.Select(sum => IntegerRules.Mean((long)sum, count, isMean, First, to, Arithmetic)), to);
    }

    /// <summary>TensorFlow Lite's average has its input's scale.</summary>
    private IntegerMap Averages(Window window)
    {
        var sums = IntegerResizing.Windows(inputs[0].Values, output, window);
        var to = Arithmetic != IntegerArithmetic.OnnxRuntime && First.IsSigned == isSigned
            ? numbers.Set(node.Name, First)
            : Choose(sums.Select(window => (window.Sum - ((double)window.Count * First.Zero)) * First.Scale / window.Count));
        var made = new Map(output.Height, output.Width, output.Channels);
        for (var index = 0; index < sums.Count; index++)
        {
            made.Values[index] = IntegerRules.Pooled(sums[index].Sum, sums[index].Count, First, to, Arithmetic);
        }

        return Ended(made, to);
    }

    private IntegerMap Joined(Axis axis)
    {
        var to = numbers.Next(0, 1) == 0 && First.IsSigned == isSigned
            ? numbers.Set(node.Name, First)
            : Choose(inputs.SelectMany(input => input.Values.Values.Select(input.Steps!.Value.Real)));
        var parts = inputs.Select(input => input.Values.Select(value => IntegerRules.Joined(value, input.Steps!.Value, to, Arithmetic)));
        return Ended(Moves.Concat([.. parts], output, axis), to);
    }

    private IntegerMap Quantised()
    {
        var to = Choose(inputs[0].Values.Values);
        return Ended(inputs[0].Values.Select(value => FunctionRules.Quantised((float)value, to, Arithmetic)), to);
    }

    private IntegerMap Sloped()
    {
        var channels = output.Channels;
        var weights = numbers.Weights(node.Name, channels, 1, hasBias: false);
        int[] slopes = [.. weights.Values.Select(value => value - (weights.Zeros?[0] ?? 0))];
        var to = Choose(inputs[0].Values.Values.Select((value, place) =>
            First.Real(value) * (First.Real(value) < 0 ? slopes[place % channels] * weights.Scales[0] : 1)));
        var made = new Map(output.Height, output.Width, channels);
        for (var index = 0; index < made.Values.Length; index++)
        {
            made.Values[index] = FunctionRules.Sloped(inputs[0].Values.Values[index], slopes[index % channels], weights.Scales[0], First, to);
        }

        return Ended(made, to);
    }

    private IntegerMap Constant()
    {
        numbers.Constant(node.Name, output.Values.Length, isSigned).Select(value => (double)value).ToArray().CopyTo(output.Values, 0);
        return new IntegerMap(output, numbers.Choose(node.Name, isSigned, -1, 1));
    }
}
