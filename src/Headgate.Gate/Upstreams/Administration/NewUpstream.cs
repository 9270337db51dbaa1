using Headgate.Catalogue;

namespace Headgate.Gate.Upstreams.Administration;

/// <summary>An account elsewhere to be added, or what is to be changed of one.</summary>
public sealed class NewUpstream
{
    /// <summary>Name, unique in the account.</summary>
    public string Name { get; set; } = "";

    /// <summary>Scheme and host.</summary>
    public string BaseAddress { get; set; } = "";

    /// <summary>The account's id there; null to ask the token.</summary>
    public long? RemoteAccountId { get; set; }

    /// <summary>The token; empty to keep the one that there is.</summary>
    public Secret Token { get; set; }

    /// <summary>Whether it may be a host that is not dbt's, also by http.</summary>
    public bool IsTestBed { get; set; }

    /// <summary>How long it may take to begin an answer, in seconds.</summary>
    public int? TimeoutSeconds { get; set; }
}
