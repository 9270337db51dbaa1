namespace Headgate.Gate.Upstreams.Administration;

/// <summary>What was made or changed, or why not.</summary>
/// <param name="Value">What it is now; null where it was not done, or is gone.</param>
/// <param name="Field">The field at fault; null where the thing does not exist.</param>
/// <param name="Message">What is wrong, for people; null where it was done.</param>
internal sealed record UpstreamResult(UpstreamView? Value, string? Field, string? Message)
{
    /// <summary>Done.</summary>
    public static UpstreamResult Done(UpstreamView? value) => new(value, null, null);

    /// <summary>Not done.</summary>
    public static UpstreamResult Fault(string? field, string message) => new(null, field, message);
}
