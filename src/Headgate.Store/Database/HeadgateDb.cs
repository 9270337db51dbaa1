using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Store;

/// <summary>
/// The database: SQLite or PostgreSQL behind one model. Take one from <c>IDbContextFactory&lt;HeadgateDb&gt;</c> for each unit of work.
/// Rows that are <see cref="ISoftDeleted"/> are not filtered by themselves: a query says which states it wants.
/// </summary>
public class HeadgateDb : DbContext
{
    /// <summary>The context of the application.</summary>
    public HeadgateDb(DbContextOptions<HeadgateDb> options)
        : base(options) { }

    /// <summary>The contexts that own the migrations of one database each.</summary>
    private protected HeadgateDb(DbContextOptions options)
        : base(options) { }

    /// <summary>Accounts.</summary>
    public DbSet<Account> Accounts => Set<Account>();

    /// <summary>Users of all accounts.</summary>
    public DbSet<User> Users => Set<User>();

    /// <summary>Places of users in accounts.</summary>
    public DbSet<Membership> Memberships => Set<Membership>();

    /// <summary>Groups.</summary>
    public DbSet<Group> Groups => Set<Group>();

    /// <summary>Users in groups.</summary>
    public DbSet<GroupMember> GroupMembers => Set<GroupMember>();

    /// <summary>Permission sets of groups.</summary>
    public DbSet<GroupPermission> GroupPermissions => Set<GroupPermission>();

    /// <summary>Service tokens.</summary>
    public DbSet<ServiceToken> ServiceTokens => Set<ServiceToken>();

    /// <summary>Permission sets of service tokens.</summary>
    public DbSet<ServiceTokenPermission> ServiceTokenPermissions => Set<ServiceTokenPermission>();

    /// <summary>Personal access tokens.</summary>
    public DbSet<PersonalToken> PersonalTokens => Set<PersonalToken>();

    /// <summary>Sessions of the console, and links that open one.</summary>
    public DbSet<Session> Sessions => Set<Session>();

    /// <summary>Passwords with which people sign in to the console.</summary>
    public DbSet<Password> Passwords => Set<Password>();

    /// <summary>Passkeys with which people sign in to the console.</summary>
    public DbSet<Passkey> Passkeys => Set<Passkey>();

    /// <summary>People as identity providers know them.</summary>
    public DbSet<ProviderLink> ProviderLinks => Set<ProviderLink>();

    /// <summary>Projects.</summary>
    public DbSet<Project> Projects => Set<Project>();

    /// <summary>Warehouses.</summary>
    public DbSet<Connection> Connections => Set<Connection>();

    /// <summary>How environments sign in to warehouses.</summary>
    public DbSet<Credential> Credentials => Set<Credential>();

    /// <summary>Which environments the Semantic Layer reads.</summary>
    public DbSet<SemanticLayerConfiguration> SemanticLayerConfigurations => Set<SemanticLayerConfiguration>();

    /// <summary>How queries of metrics sign in to warehouses.</summary>
    public DbSet<SemanticLayerCredential> SemanticLayerCredentials => Set<SemanticLayerCredential>();

    /// <summary>Which of these service tokens use.</summary>
    public DbSet<SemanticLayerMapping> SemanticLayerMappings => Set<SemanticLayerMapping>();

    /// <summary>Where projects' files come from.</summary>
    public DbSet<Repository> Repositories => Set<Repository>();

    /// <summary>Environments of projects.</summary>
    public DbSet<DbtEnvironment> Environments => Set<DbtEnvironment>();

    /// <summary>Extra keys of profiles.</summary>
    public DbSet<ExtendedAttributes> ExtendedAttributes => Set<ExtendedAttributes>();

    /// <summary>Environment variables of dbt.</summary>
    public DbSet<EnvironmentVariable> EnvironmentVariables => Set<EnvironmentVariable>();

    /// <summary>Jobs.</summary>
    public DbSet<Job> Jobs => Set<Job>();

    /// <summary>Runs.</summary>
    public DbSet<Run> Runs => Set<Run>();

    /// <summary>Reasons of runs.</summary>
    public DbSet<RunTrigger> RunTriggers => Set<RunTrigger>();

    /// <summary>Terms that runs are held against.</summary>
    public DbSet<RunTerms> RunTerms => Set<RunTerms>();

    /// <summary>Steps of runs.</summary>
    public DbSet<RunStep> RunSteps => Set<RunStep>();

    /// <summary>Files that runs left.</summary>
    public DbSet<Artifact> Artifacts => Set<Artifact>();

    /// <summary>Webhook subscriptions.</summary>
    public DbSet<WebhookSubscription> WebhookSubscriptions => Set<WebhookSubscription>();

    /// <summary>Events for subscriptions.</summary>
    public DbSet<WebhookEvent> WebhookEvents => Set<WebhookEvent>();

    /// <summary>Attempts to deliver events.</summary>
    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();

    /// <summary>Changes that others follow.</summary>
    public DbSet<OutboxEvent> OutboxEvents => Set<OutboxEvent>();

    /// <summary>Accounts elsewhere.</summary>
    public DbSet<Upstream> Upstreams => Set<Upstream>();

    /// <summary>Agents of the gate.</summary>
    public DbSet<Agent> Agents => Set<Agent>();

    /// <summary>Keys of agents.</summary>
    public DbSet<AgentKey> AgentKeys => Set<AgentKey>();

    /// <summary>Grants of agents.</summary>
    public DbSet<AgentGrant> AgentGrants => Set<AgentGrant>();

    /// <summary>Clients that act as agents.</summary>
    public DbSet<ClientConnection> ClientConnections => Set<ClientConnection>();

    /// <summary>Codes and tokens of clients.</summary>
    public DbSet<ClientToken> ClientTokens => Set<ClientToken>();

    /// <summary>Machines that act as agents.</summary>
    public DbSet<Workload> Workloads => Set<Workload>();

    /// <summary>Questions to people.</summary>
    public DbSet<Approval> Approvals => Set<Approval>();

    /// <summary>Policy files that were applied.</summary>
    public DbSet<PolicyVersion> PolicyVersions => Set<PolicyVersion>();

    /// <summary>What agents have used of their budgets.</summary>
    public DbSet<BudgetUse> BudgetUses => Set<BudgetUse>();

    /// <summary>Run minutes that are reserved.</summary>
    public DbSet<BudgetHold> BudgetHolds => Set<BudgetHold>();

    /// <summary>Changes that came with an <c>Idempotency-Key</c>.</summary>
    public DbSet<KeyedCall> KeyedCalls => Set<KeyedCall>();

    /// <summary>Foreign MCP servers.</summary>
    public DbSet<ForeignServer> ForeignServers => Set<ForeignServer>();

    /// <summary>Tools of foreign MCP servers.</summary>
    public DbSet<ForeignTool> ForeignTools => Set<ForeignTool>();

    /// <summary>What is known of environments from artifacts.</summary>
    public DbSet<MetadataEnvironment> MetadataEnvironments => Set<MetadataEnvironment>();

    /// <summary>Nodes of dbt projects in environments.</summary>
    public DbSet<MetadataNode> MetadataNodes => Set<MetadataNode>();

    /// <summary>What manifests say of nodes.</summary>
    public DbSet<MetadataDefinition> MetadataDefinitions => Set<MetadataDefinition>();

    /// <summary>Executions of nodes.</summary>
    public DbSet<MetadataExecution> MetadataExecutions => Set<MetadataExecution>();

    /// <summary>Runs whose artifacts have been read.</summary>
    public DbSet<MetadataIngest> MetadataIngests => Set<MetadataIngest>();

    /// <summary>Where columns of nodes come from.</summary>
    public DbSet<MetadataColumns> MetadataColumns => Set<MetadataColumns>();

    /// <summary>Totals of lists.</summary>
    public DbSet<Counter> Counters => Set<Counter>();

    /// <summary>True for SQLite, false for PostgreSQL.</summary>
    public bool IsSqlite => Database.ProviderName == "Microsoft.EntityFrameworkCore.Sqlite";

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder) => ModelConfiguration.Apply(modelBuilder, IsSqlite);
}
