namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>The part of TensorFlow Lite's public schema that is read: the numbers of fields in their tables.</summary>
internal static class TfLiteFields
{
    public const string ModelIdentifier = "TFL3";
    public const string MetadataIdentifier = "M001";
    public const string MetadataName = "TFLITE_METADATA";

    public static class Model
    {
        public const int OperatorCodes = 1;
        public const int Subgraphs = 2;
        public const int Buffers = 4;
        public const int Metadata = 6;
    }

    public static class OperatorCode
    {
        public const int OldCode = 0;
        public const int CustomCode = 1;
        public const int Code = 3;
    }

    public static class Subgraph
    {
        public const int Tensors = 0;
        public const int Inputs = 1;
        public const int Outputs = 2;
        public const int Operators = 3;
    }

    public static class Tensor
    {
        public const int Shape = 0;
        public const int Type = 1;
        public const int Buffer = 2;
        public const int Name = 3;
        public const int Quantization = 4;
    }

    public static class Quantization
    {
        public const int Scale = 2;
        public const int ZeroPoint = 3;
        public const int Dimension = 6;
    }

    public static class Operator
    {
        public const int Code = 0;
        public const int Inputs = 1;
        public const int Outputs = 2;
        public const int Options = 4;
        public const int CustomOptions = 5;
    }

    public static class Buffer
    {
        public const int Data = 0;
    }

    /// <summary>An entry of the model's metadata: a name and the number of a buffer.</summary>
    public static class MetadataEntry
    {
        public const int Name = 0;
        public const int Buffer = 1;
    }

    /// <summary>The schema of the metadata's own file.</summary>
    public static class Metadata
    {
        public const int Subgraphs = 3;
        public const int SubgraphInputs = 2;
        public const int SubgraphOutputs = 3;
        public const int TensorProcessUnits = 4;
        public const int TensorFiles = 6;
        public const int ProcessOptionsType = 0;
        public const int ProcessOptions = 1;
        public const int NormalizationOptions = 1;
        public const int NormalizationMean = 0;
        public const int NormalizationDeviation = 1;
        public const int FileName = 0;
        public const int FileType = 2;
        public const int AxisLabels = 2;
    }
}

/// <summary>The element types by their numbers in the schema.</summary>
internal enum TfLiteType
{
    Float32 = 0,
    Float16 = 1,
    Int32 = 2,
    UInt8 = 3,
    Int64 = 4,
    Int8 = 9,
}

/// <summary>The operators that are read, by their numbers in the schema.</summary>
internal enum TfLiteOperator
{
    Add = 0,
    AveragePool2D = 1,
    Concatenation = 2,
    Conv2D = 3,
    DepthwiseConv2D = 4,
    Dequantize = 6,
    FullyConnected = 9,
    Logistic = 14,
    MaxPool2D = 17,
    Mul = 18,
    Relu = 19,
    Relu6 = 21,
    Reshape = 22,
    ResizeBilinear = 23,
    Softmax = 25,
    Tanh = 28,
    Custom = 32,
    Pad = 34,
    Gather = 36,
    Transpose = 39,
    Mean = 40,
    Sub = 41,
    Div = 42,
    Squeeze = 43,
    StridedSlice = 45,
    Cast = 53,
    PRelu = 54,
    Maximum = 55,
    Minimum = 57,
    Neg = 59,
    PadV2 = 60,
    TransposeConv = 67,
    ExpandDims = 70,
    Shape = 77,
    Pack = 83,
    ResizeNearestNeighbor = 97,
    LeakyRelu = 98,
    Quantize = 114,
    HardSwish = 117,
}
