namespace Headgate.Store.Model;

/// <summary>An account elsewhere, to which the calls of some agents go: a real dbt account, or that of another Headgate.</summary>
public sealed class Upstream : IRow, ISoftDeleted, ITimestamped
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account of this server that administers it.</summary>
    public long AccountId { get; set; }

    /// <summary>Name, unique in the account among active ones; it never changes, as agents are bound to it.</summary>
    public string Name { get; set; } = "";

    /// <summary>Scheme and host, such as <c>https://ab123.us1.dbt.com</c>, without a closing slash.</summary>
    public string BaseAddress { get; set; } = "";

    /// <summary>The account's id there.</summary>
    public long RemoteAccountId { get; set; }

    /// <summary>Whether it is a test bed: a host that is not dbt's, also by http.</summary>
    public bool IsTestBed { get; set; }

    /// <summary>The token of that account, encrypted.</summary>
    public string SealedToken { get; set; } = "";

    /// <summary>Keyed hash of the token, hex, by which it is known when somebody shows it here.</summary>
    public string TokenHash { get; set; } = "";

    /// <summary>How long it may take to begin an answer, in seconds.</summary>
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>Active, or deleted (kept for history).</summary>
    public RowState State { get; set; } = RowState.Active;

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
