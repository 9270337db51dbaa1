using Headgate.Gate.Agents;
using Headgate.Gate.Budgets;
using Headgate.Gate.Recording;
using Headgate.Platform.Accounts;
using Headgate.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Cli.Agents;

/// <summary>Agents in the data folder of a server that does not run. Changes are recorded in its journal as an operator's.</summary>
internal sealed class StoredAgents(ServiceProvider services, long account) : IAgentAccess
{
    private readonly AgentRegistry _registry = services.GetRequiredService<AgentRegistry>();

    /// <summary>Opens the folder.</summary>
    /// <exception cref="CommandFailure">It holds no installation, or cannot be opened.</exception>
    public static async Task<IAgentAccess> OpenAsync(DataFolder folder, CancellationToken cancellation)
    {
        var (settings, faults) = SettingsFile.Load(null, new Dictionary<string, string?> { ["data"] = folder.Root });
        if (settings is null)
        {
            throw new CommandFailure(string.Join(' ', faults));
        }
        var services = await StoredInstallation.OpenAsync(settings, fresh: false, cancellation);
        if (await services.GetRequiredService<FirstAccount>().FindAsync(cancellation) is { } account)
        {
            return new StoredAgents(services, account);
        }
        await services.DisposeAsync();
        throw new CommandFailure($"The installation in {folder.Root} has no account yet: 'headgate account add NAME' makes one.");
    }

    public Task<IReadOnlyList<AgentView>> ListAsync(CancellationToken cancellation) => _registry.ListAsync(account, cancellation);

    public async Task<IssuedKey> CreateAsync(NewAgent agent, CancellationToken cancellation) =>
        Value(await _registry.CreateAsync(account, agent, ChangeActor.Operator, cancellation));

    public async Task<AgentView> EnableAsync(long agent, bool enabled, CancellationToken cancellation) =>
        Value(await _registry.EnableAsync(account, agent, enabled, ChangeActor.Operator, cancellation));

    public async Task<AgentView> ObserveAsync(long agent, DateTimeOffset? until, CancellationToken cancellation) =>
        Value(await _registry.ObserveAsync(account, agent, until, ChangeActor.Operator, cancellation));

    public Task RefillAsync(AgentView agent, string? measure, CancellationToken cancellation) =>
        services.GetRequiredService<BudgetRefill>().DoAsync(account, agent, measure, ChangeActor.Operator, cancellation);

    public Task SwitchAllAsync(bool on, CancellationToken cancellation) =>
        _registry.SwitchAllAsync(account, on, ChangeActor.Operator, cancellation);

    public async Task DeleteAsync(long agent, CancellationToken cancellation) =>
        Value(await _registry.DeleteAsync(account, agent, ChangeActor.Operator, cancellation));

    public async Task<IssuedKey> AddKeyAsync(long agent, NewAgentKey key, CancellationToken cancellation) =>
        Value(await _registry.AddKeyAsync(account, agent, key, ChangeActor.Operator, cancellation));

    public async Task<IssuedKey> RotateKeyAsync(long agent, long key, int graceHours, CancellationToken cancellation) =>
        Value(await _registry.RotateKeyAsync(account, agent, key, TimeSpan.FromHours(graceHours), ChangeActor.Operator, cancellation));

    public async Task<AgentView> RevokeKeyAsync(long agent, long key, CancellationToken cancellation) =>
        Value(await _registry.RevokeKeyAsync(account, agent, key, ChangeActor.Operator, cancellation));

    public async Task<AgentView> GrantAsync(long agent, NewGrant grant, CancellationToken cancellation) =>
        Value(await _registry.PutGrantAsync(account, agent, grant, ChangeActor.Operator, cancellation));

    public async Task<AgentView> RevokeGrantAsync(long agent, long grant, CancellationToken cancellation) =>
        Value(await _registry.RevokeGrantAsync(account, agent, grant, ChangeActor.Operator, cancellation));

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static T Value<T>(AgentResult<T> result)
        where T : class => result.Value ?? throw new CommandFailure(result.Fault!.Message);
}
