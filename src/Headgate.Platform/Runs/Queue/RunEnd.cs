using System.Text;
using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Queue;

/// <summary>How a run ended.</summary>
/// <param name="Status">Success, error or cancelled.</param>
/// <param name="Message">Why, for people; null where the status says it all.</param>
public sealed record RunEnd(RunStatus Status, string? Message)
{
    /// <summary>A run that did all it should.</summary>
    public static RunEnd Success { get; } = new(RunStatus.Success, null);

    /// <summary>Why, for people; null where the status says it all.</summary>
    public string? Message { get; init; } = Storable(Message);

    /// <summary>Without what a database does not take for text: a message may quote what a project printed, and that may be any bytes.</summary>
    internal static string? Storable(string? text) =>
        text is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace("\0", "", StringComparison.Ordinal);
}
