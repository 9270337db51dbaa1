namespace Headgate.Gate.Approvals;

/// <summary>The states of a question.</summary>
internal static class ApprovalStatus
{
    public const string Waiting = "waiting";
    public const string Approved = "approved";
    public const string Refused = "refused";
    public const string Spent = "spent";
    public const string Stale = "stale";
    public const string Expired = "expired";
}
