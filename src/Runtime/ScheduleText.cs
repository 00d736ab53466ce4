using System.Globalization;
using System.Text;

namespace MobileNetGen;

/// <summary>How a network's blocks run, as text.</summary>
internal static class ScheduleText
{
    public static string Format(NetworkInfo info)
    {
        var text = new StringBuilder();
        for (var index = 0; index < info.Blocks.Length; index++)
        {
            var number = (index + 1).ToString(CultureInfo.InvariantCulture).PadLeft(3);
            text.Append(number).Append("  ").Append(info.Blocks[index].Description).Append('\n');
            if (info.Blocks[index].Schedule.Length > 0)
            {
                text.Append("     ").Append(info.Blocks[index].Schedule).Append('\n');
            }
        }

        return text.ToString();
    }
}
