using System.Globalization;

namespace Headgate.Gate.Conditions;

/// <summary>A person agrees to each call before it is done.</summary>
public sealed record ApprovalCondition
{
    /// <summary>Minutes that a question waits for its answer.</summary>
    public int AskMinutes { get; set; } = 60;

    /// <summary>Minutes after a yes in which the call can be made.</summary>
    public int UseMinutes { get; set; } = 60;

    /// <summary>The condition in words.</summary>
    public string Describe() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"after a person has approved the call (asked for {AskMinutes} minutes, good for {UseMinutes})"
        );
}
