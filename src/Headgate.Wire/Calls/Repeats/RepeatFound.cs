namespace Headgate.Wire;

/// <summary>What is known of a call that came with a name of its sender's.</summary>
/// <param name="State">How it stands.</param>
/// <param name="First">The request that had the name first; null where it is this one.</param>
/// <param name="Answer">What that was answered; null unless it was done.</param>
public sealed record RepeatFound(RepeatState State, string? First = null, KeptAnswer? Answer = null)
{
    /// <summary>What its keeper needs to end it; null unless it is the first.</summary>
    public object? Held { get; init; }
}
