using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import;
using MobileNetGen.Training;
using MobileNetGen.Weights;

namespace MobileNetGen.Tool.Learning;

/// <summary>What training writes, epoch by epoch: all files of an epoch, or none.</summary>
internal sealed class LearntFiles(string folder, StartingNetwork network, TrainingParts parts, IReadOnlyList<string>? labels)
{
    public const string Checkpoint = "checkpoint";
    public const string LastWeights = "weights.last.safetensors";
    public const string History = "history.csv";
    public const string Report = "report.html";

    public string Folder => folder;

    /// <exception cref="ToolException">An earlier training is there that is not gone on with, or none that could be.</exception>
    public void Prepare(bool resumes)
    {
        Directory.CreateDirectory(folder);
        var checkpoint = PathOf(Checkpoint);
        if (File.Exists(checkpoint) != resumes)
        {
            throw new ToolException(resumes
                ? $"{checkpoint} is not there; without --resume training begins."
                : $"{folder} has a training already; --resume goes on with it, or name another folder.");
        }

        if (!resumes && File.Exists(PathOf(ImportResult.WeightsFile)))
        {
            throw new ToolException($"{folder} has weights already, which training would replace; name another folder.");
        }
    }

    public string PathOf(string name) => Path.Combine(folder, name);

    /// <summary>Everything after an epoch, or in the middle of one.</summary>
    /// <param name="loop">The training.</param>
    /// <param name="trainer">Its network.</param>
    /// <param name="isBest">True to replace the best weights too.</param>
    public void Write(TrainingLoop loop, NetworkTrainer trainer, bool isBest)
    {
        using var files = new AtomicFileSet();
        files.Write(PathOf(History), stream => stream.Write(Encoding.UTF8.GetBytes(Table(loop.History))));
        files.Write(PathOf(LastWeights), stream => WriteWeights(loop, trainer, stream));
        if (isBest)
        {
            files.Write(PathOf(ImportResult.WeightsFile), stream => WriteWeights(loop, trainer, stream));
            if (labels is not null)
            {
                files.Write(PathOf(ImportResult.LabelsFile), stream => stream.Write(Encoding.UTF8.GetBytes(NetworkLabels.TextOf(labels))));
            }

            files.Write(PathOf(ImportResult.DescriptionFile), stream => stream.Write(Encoding.UTF8.GetBytes(network.Text)));
        }

        files.Write(PathOf(Checkpoint), loop.WriteCheckpoint);
        files.Commit();
    }

    /// <summary>Goes on with what <see cref="Write"/> wrote.</summary>
    /// <exception cref="ToolException">It is damaged, or of another training.</exception>
    public void Read(TrainingLoop loop)
    {
        try
        {
            using var stream = File.OpenRead(PathOf(Checkpoint));
            loop.ReadCheckpoint(stream);
        }
        catch (InvalidDataException wrong)
        {
            throw new ToolException($"{PathOf(Checkpoint)}: {wrong.Message}");
        }
    }

    /// <summary>The weights of the best epoch.</summary>
    public IReadOnlyDictionary<string, NamedTensor> BestTensors()
    {
        using var bytes = ByteSources.Map(PathOf(ImportResult.WeightsFile));
        var (entries, start, _) = SafetensorsHeader.Read(bytes);
        return entries.ToDictionary(entry => entry.Name, entry => new NamedTensor(
            entry.Name,
            [.. entry.Shape.Select(extent => (int)extent)],
            MemoryMarshal.Cast<byte, float>(bytes.Slice(start + entry.Begin, checked((int)(entry.End - entry.Begin)))).ToArray()));
    }

    private static string Table(IReadOnlyList<EpochResult> history)
    {
        var text = new StringBuilder("epoch,rate,loss,accuracy,held_out_loss,held_out_accuracy\n");
        foreach (var (epoch, rate, training, heldOut) in history)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{epoch},{rate},{training.Loss},{Accuracy(training)},{heldOut?.Loss},{Accuracy(heldOut)}");
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static double? Accuracy(LossResult? result) => result is { Count: > 0 } some ? some.Accuracy : null;

    private void WriteWeights(TrainingLoop loop, NetworkTrainer trainer, Stream stream) => SafetensorsWriter.Write(
        stream,
        [.. parts.FrozenTensors, .. loop.WithAverage(trainer.UnpackedValues)],
        NetworkLabels.MetadataOf(labels is null ? null : NetworkLabels.TextOf(labels)));
}
