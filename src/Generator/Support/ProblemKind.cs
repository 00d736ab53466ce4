namespace MobileNetGen.Generator.Support;

/// <summary>Every way a description or its use can be wrong. The number is the diagnostic's: 1 is MNG001.</summary>
internal enum ProblemKind
{
    NotPartial = 1,
    MissingFile = 2,
    AmbiguousFile = 3,
    InvalidJson = 4,
    UnknownProperty = 5,
    UnknownLayerKind = 6,
    InvalidValue = 7,
    MissingProperty = 8,
    DuplicateName = 9,
    DanglingInput = 10,
    CyclicInput = 11,
    ImpossibleShape = 12,
    WrongInputCount = 13,
    UnknownPreset = 14,
    DuplicateNetwork = 15,
    NothingDescribed = 16,
    MixedDescription = 17,
    TooLarge = 18,
    UnsupportedType = 19,
    UnusedLayer = 20,
    Unexpected = 21,
    ProblemsLeftOut = 22,
    NotDifferentiable = 23,
    UnknownTier = 24,
}
