using System.Globalization;

namespace Headgate.Platform.Runs.Logs;

/// <summary>A place in the log of a run: everything before it has been read.</summary>
/// <param name="Step">Index of the step; 0 before the first.</param>
/// <param name="Offset">Bytes of its log.</param>
internal readonly record struct LogPlace(int Step, long Offset)
{
    /// <summary>Reads a place as <see cref="ToString"/> writes it.</summary>
    public static bool TryParse(string text, out LogPlace place)
    {
        place = default;
        if (
            text.Split('-') is not [var step, var offset]
            || !int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || !long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
        )
        {
            return false;
        }
        place = new(index, bytes);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Step}-{Offset}");
}
