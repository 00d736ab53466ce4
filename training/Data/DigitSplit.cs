namespace MobileNetGen.DigitTraining.Data;

/// <summary>
/// Which digits are held out: with the package's ten files one after the other, from 0 to 9, every fifth digit of the
/// whole (numbers 4, 9, 14 …). That is 2,000 of 10,000, and a fifth of every class but for one digit.
/// </summary>
internal static class DigitSplit
{
    private const int Period = 5;

    public static bool IsHeldOut(int index) => index % Period == Period - 1;

    public static (LabelledImages Training, LabelledImages HeldOut) Apply(LabelledImages digits) =>
        (digits.Where(index => !IsHeldOut(index)), digits.Where(IsHeldOut));
}
