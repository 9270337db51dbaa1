namespace Headgate.Store.Model;

/// <summary>A program, such as an MCP client, that a person let act as an agent. Its codes and tokens are <see cref="ClientToken"/>s.</summary>
public sealed class ClientConnection : IRow, ITimestamped
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The agent that it acts as.</summary>
    public long AgentId { get; set; }

    /// <summary>The client's id: the address of its document, or what this server gave it when it registered.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>What the client calls itself.</summary>
    public string ClientName { get; set; } = "";

    /// <summary>The address of the door that its tokens are for.</summary>
    public string Resource { get; set; } = "";

    /// <summary>The scopes that the person agreed to, with blanks between.</summary>
    public string Scope { get; set; } = "";

    /// <summary>The credential of the person who agreed: its kind and number, with a blank between.</summary>
    public string GivenWith { get; set; } = "";

    /// <summary>Who that was, as the record names them.</summary>
    public string GivenBy { get; set; } = "";

    /// <summary>Last accepted call, to the minute.</summary>
    public DateTimeOffset? LastUsed { get; set; }

    /// <summary>Refused from then on.</summary>
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
