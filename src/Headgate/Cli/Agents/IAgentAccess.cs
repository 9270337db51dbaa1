using Headgate.Gate.Agents;

namespace Headgate.Cli.Agents;

/// <summary>The agents of an installation: through the server that runs, or in the data folder of one that does not.</summary>
internal interface IAgentAccess : IAsyncDisposable
{
    /// <summary>All agents.</summary>
    Task<IReadOnlyList<AgentView>> ListAsync(CancellationToken cancellation);

    /// <summary>Makes an agent.</summary>
    Task<IssuedKey> CreateAsync(NewAgent agent, CancellationToken cancellation);

    /// <summary>Switches an agent on or off.</summary>
    Task<AgentView> EnableAsync(long agent, bool enabled, CancellationToken cancellation);

    /// <summary>Lets pass until a time what an agent's grants do not allow; null ends that.</summary>
    Task<AgentView> ObserveAsync(long agent, DateTimeOffset? until, CancellationToken cancellation);

    /// <summary>Sets back what an agent has used of its budgets today, of one measure or of all.</summary>
    Task RefillAsync(AgentView agent, string? measure, CancellationToken cancellation);

    /// <summary>Switches all agents off or on.</summary>
    Task SwitchAllAsync(bool on, CancellationToken cancellation);

    /// <summary>Deletes an agent.</summary>
    Task DeleteAsync(long agent, CancellationToken cancellation);

    /// <summary>Makes another key.</summary>
    Task<IssuedKey> AddKeyAsync(long agent, NewAgentKey key, CancellationToken cancellation);

    /// <summary>Replaces a key.</summary>
    Task<IssuedKey> RotateKeyAsync(long agent, long key, int graceHours, CancellationToken cancellation);

    /// <summary>Revokes a key.</summary>
    Task<AgentView> RevokeKeyAsync(long agent, long key, CancellationToken cancellation);

    /// <summary>Puts a grant.</summary>
    Task<AgentView> GrantAsync(long agent, NewGrant grant, CancellationToken cancellation);

    /// <summary>Takes a grant back.</summary>
    Task<AgentView> RevokeGrantAsync(long agent, long grant, CancellationToken cancellation);
}
