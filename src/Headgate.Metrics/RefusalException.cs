namespace Headgate.Metrics;

/// <summary>Carries a refusal from where it is found to the front of the planner, where it becomes a value.</summary>
internal sealed class RefusalException(Refusal refusal) : Exception(refusal.Message)
{
    public RefusalException(RefusalKind kind, string message)
        : this(new Refusal(kind, message)) { }

    public Refusal Refusal { get; } = refusal;
}
