namespace MobileNetGen.Tool.Tests.Hostile;

/// <summary>A description with most kinds of values that one can have: what is changed has somewhere to go.</summary>
internal static class HostileDescription
{
    public const string Seed = """
        { "name": "Seed", "inputs": [ { "name": "a", "height": 9, "width": 8, "channels": 3, "preprocess": { "crop": 0.5, "range": [0, 1],
          "mean": [1, 2, 3] } }, { "height": 9, "width": 8, "channels": 3 } ],
          "width": 0.5, "defaults": { "padding": "same", "batchNorm": true },
          "layers": [
            { "kind": "conv", "name": "c", "filters": 4, "kernel": [3, 1], "stride": 2, "padding": [1, 1, 0, 0] },
            { "kind": "separable", "filters": 8, "repeat": 2 },
            { "kind": "add", "inputs": ["c", "separable_2"] },
            { "kind": "invertedResidual", "filters": 8, "expansion": 2, "squeezeRatio": 0.25 },
            { "kind": "upsample", "factor": 2 }, { "kind": "maxPool" }, { "kind": "flatten" }, { "kind": "dense", "units": 3, "activation": "softmax" } ],
          "outputs": [ { "name": "o", "layer": "dense_1" }, { "layer": "c" } ] }
        """;
}
