using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Gate.Approvals;
using Headgate.Gate.Recording;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Rights;
using Headgate.Store.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Clients;

/// <summary>Which clients act as which agents, because a person agreed to it. Every change is recorded before it is made.</summary>
internal sealed class ClientConnections(
    IDbContextFactory<HeadgateDb> databases,
    RightsChanges rights,
    TokenHasher hasher,
    ChangeRecords changes,
    ClientAddresses addresses,
    Approvers people,
    TimeProvider time
)
{
    /// <summary>The connections of an account that hold, by number.</summary>
    public async Task<IReadOnlyList<ClientConnectionView>> ListAsync(long account, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = await (
            from connection in db.ClientConnections.AsNoTracking()
            join agent in db.Agents.AsNoTracking() on connection.AgentId equals agent.Id
            where connection.AccountId == account && connection.RevokedAt == null && agent.State == RowState.Active
            orderby connection.Id
            select new { connection, agent.Name }
        ).ToListAsync(cancellation);
        return [.. found.Select(f => View(f.connection, f.Name))];
    }

    /// <summary>Lets a client act as an agent; the code is for its redirect_uri alone.</summary>
    public async Task<AgentResult<ConnectedClient>> ConnectAsync(
        long account,
        long agentId,
        ConnectRequest request,
        ChangeActor by,
        CancellationToken cancellation
    )
    {
        await using var change = await rights.BeginAsync(cancellation);
        var db = change.Db;
        var agent = await db.Agents.SingleOrDefaultAsync(
            a => a.AccountId == account && a.Id == agentId && a.State == RowState.Active,
            cancellation
        );
        if (agent is null)
        {
            return new(null, new("agent_id", $"There is no agent {agentId}."));
        }
        await changes.RecordAsync(
            by,
            "gate.clients.connect",
            account,
            $"let client \"{request.ClientName}\" ({Host(request)}) act as agent \"{agent.Name}\"",
            null,
            $"its codes go to {new Uri(request.RedirectUri).GetLeftPart(UriPartial.Authority)}"
        );
        var connection = new ClientConnection
        {
            AccountId = account,
            AgentId = agentId,
            ClientId = request.ClientId,
            ClientName = request.ClientName,
            Resource = addresses.Mcp,
            Scope = request.Scope,
            GivenWith = Approvers.CredentialOf(by),
            GivenBy = by.Name,
        };
        db.ClientConnections.Add(connection);
        agent.Version++;
        await db.SaveChangesAsync(cancellation);
        var code = AgentKeySecret.New(ClientSecret.CodePrefix);
        var now = time.GetUtcNow();
        db.ClientTokens.Add(
            new ClientToken
            {
                ConnectionId = connection.Id,
                Kind = ClientToken.Code,
                TokenHash = hasher.Hash(code),
                RedirectUri = request.RedirectUri,
                Challenge = request.Challenge,
                CreatedAt = now,
                ExpiresAt = now + ClientSecret.CodeLife,
            }
        );
        await change.CommitAsync(cancellation);
        return new(new ConnectedClient(View(connection, agent.Name), code), null);
    }

    /// <summary>Ends a connection: its tokens are refused at once.</summary>
    public async Task<bool> EndAsync(long account, long id, ChangeActor by, CancellationToken cancellation)
    {
        await using var change = await rights.BeginAsync(cancellation);
        var found = await change.Db.ClientConnections.SingleOrDefaultAsync(
            c => c.AccountId == account && c.Id == id && c.RevokedAt == null,
            cancellation
        );
        if (found is null)
        {
            return false;
        }
        await EndAsync(change, found, by, "", cancellation);
        return true;
    }

    /// <summary>Ends a connection within a change, and commits it.</summary>
    /// <param name="change">The change.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="by">Who ends it.</param>
    /// <param name="why">How the sentence goes on: <c>, because …</c>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task EndAsync(RightsChange change, ClientConnection connection, ChangeActor by, string why, CancellationToken cancellation)
    {
        var agent = await change.Db.Agents.SingleAsync(a => a.Id == connection.AgentId, cancellation);
        await changes.RecordAsync(
            by,
            "gate.clients.disconnect",
            connection.AccountId,
            $"ended the connection of client \"{connection.ClientName}\" to agent \"{agent.Name}\"{why}",
            "connected",
            "ended"
        );
        connection.RevokedAt = time.GetUtcNow();
        agent.Version++;
        await change.CommitAsync(cancellation);
    }

    /// <summary>Whether a connection holds: nobody ended it, and whoever agreed still could.</summary>
    public async Task<bool> HoldsAsync(HeadgateDb db, ClientConnection connection, CancellationToken cancellation) =>
        connection.RevokedAt is null && await people.GoneAsync(db, connection.AccountId, connection.GivenWith, cancellation) is null;

    /// <summary>In whose name the agent of a connection acts: the client's, and the person's behind it.</summary>
    public static IReadOnlyList<Principal> ChainOf(ClientConnection connection)
    {
        var parts = connection.GivenWith.Split(' ');
        return [new(Principal.Client, connection.ClientId, connection.ClientName), new(parts[0], parts[^1], connection.GivenBy)];
    }

    private static string Host(ConnectRequest request) =>
        request.ClientId.StartsWith(RegisteredClients.Prefix, StringComparison.Ordinal)
            ? "registered by itself"
            : $"described at {new Uri(request.ClientId).Host}";

    private static ClientConnectionView View(ClientConnection row, string agent) =>
        new(row.Id, row.AgentId, agent, row.ClientId, row.ClientName, row.GivenBy, row.Scope, row.CreatedAt, row.LastUsed);
}
