namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>The part of TensorFlow Lite's public schema that is read: the numbers of fields in their tables.</summary>
internal static class TfLiteFields
{
    public const string ModelIdentifier = "TFL3";
    public const string MetadataIdentifier = "M001";
    public const string MetadataName = "TFLITE_METADATA";

    public static class Model
    {
        public const int Version = 0;
        public const int OperatorCodes = 1;
        public const int Subgraphs = 2;
        public const int Buffers = 4;
        public const int Metadata = 6;
        public const int Signatures = 7;
    }

    /// <summary>A name under which a graph of the model is called.</summary>
    public static class Signature
    {
        public const int Key = 2;
        public const int Subgraph = 4;
    }

    public static class OperatorCode
    {
        public const int OldCode = 0;
        public const int CustomCode = 1;
        public const int Version = 2;
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
        public const int IsVariable = 5;
        public const int Sparsity = 6;

        /// <summary>The shape with −1 for what is open.</summary>
        public const int OpenShape = 7;
    }

    public static class Quantization
    {
        public const int Scale = 2;
        public const int ZeroPoint = 3;
        public const int DetailsKind = 4;
        public const int Dimension = 6;
    }

    /// <summary>How the elements that are not 0 lie in a constant that has few of them.</summary>
    public static class Sparsity
    {
        public const int TraversalOrder = 0;
        public const int BlockMap = 1;
        public const int Dimensions = 2;
    }

    public static class SparseDimension
    {
        public const int Format = 0;
        public const int DenseSize = 1;
        public const int SegmentsKind = 2;
        public const int Segments = 3;
        public const int IndicesKind = 4;
        public const int Indices = 5;
    }

    public static class Operator
    {
        public const int Code = 0;
        public const int Inputs = 1;
        public const int Outputs = 2;
        public const int OptionsKind = 3;
        public const int Options = 4;
        public const int CustomOptions = 5;
        public const int CustomOptionsFormat = 6;
        public const int MutatedInputs = 7;
        public const int Intermediates = 8;
        public const int CustomOptionsOffset = 9;
        public const int CustomOptionsSize = 10;
        public const int Options2Kind = 11;
        public const int Options2 = 12;
        public const int Count = 13;
    }

    /// <summary>Bytes in the file's tables, or from an offset of the file on.</summary>
    public static class Buffer
    {
        public const int Data = 0;
        public const int Offset = 1;
        public const int Size = 2;
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

/// <summary>The element types by their numbers in the schema, which writes their names in capitals.</summary>
internal enum TfLiteType
{
    Float32,
    Float16,
    Int32,
    UInt8,
    Int64,
    String,
    Bool,
    Int16,
    Complex64,
    Int8,
    Float64,
    Complex128,
    UInt64,
    Resource,
    Variant,
    UInt32,
    UInt16,
    Int4,
    BFloat16,
}
