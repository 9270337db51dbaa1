namespace Headgate.Store.Model;

/// <summary>Names of the outbox rows that tell of questions of the gate, which are those of their webhook events too. What they tell stands in <see cref="OutboxEvent.Data"/>.</summary>
public static class ApprovalChange
{
    /// <summary>An agent's call waits for a person.</summary>
    public const string Requested = "approval.requested";

    /// <summary>A person has said yes or no.</summary>
    public const string Decided = "approval.decided";
}
