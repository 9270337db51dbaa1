namespace Headgate.Platform.Views;

/// <summary>What came of a test event.</summary>
/// <param name="EventId">The test event, whose receipt can be read.</param>
/// <param name="VerificationError">What went wrong; null where the receiver has it.</param>
/// <param name="VerificationStatusCode">Status of the receiver's answer; "0" where there was none.</param>
internal sealed record SubscriptionTestView(string EventId, string? VerificationError, string VerificationStatusCode);
