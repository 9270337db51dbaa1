using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Headgate.Store;

/// <summary>Keys, indexes and types of the model. Indexes follow the keys and filters of the Administrative API's lists.</summary>
internal static class ModelConfiguration
{
    /// <summary>SQLite has no time type: times are whole microseconds since 1970, so that they order and compare as numbers.</summary>
    private static readonly ValueConverter<DateTimeOffset, long> Microseconds = new(
        time => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
        stored => new DateTimeOffset((stored * TimeSpan.TicksPerMicrosecond) + DateTimeOffset.UnixEpoch.Ticks, TimeSpan.Zero)
    );

    /// <summary>PostgreSQL takes times of zone zero only.</summary>
    private static readonly ValueConverter<DateTimeOffset, DateTimeOffset> Utc = new(time => time.ToUniversalTime(), stored => stored);

    /// <summary>Builds the model for one of the two databases.</summary>
    public static void Apply(ModelBuilder model, bool sqlite)
    {
        People(model);
        Projects(model);
        Runs(model);
        Webhooks(model);
        Gate(model);
        MetadataConfiguration.Apply(model);
        model
            .Entity<Counter>()
            .HasKey(row => new
            {
                row.Kind,
                row.Scope,
                row.ScopeId,
                row.State,
            });
        References.Apply(model);
        ConvertTimes(model, sqlite ? Microseconds : Utc);
    }

    private static void People(ModelBuilder model)
    {
        model.Entity<Account>().HasIndex(row => row.Identifier).IsUnique();
        model.Entity<User>().HasIndex(row => row.Email).IsUnique();
        model.Entity<Membership>().HasIndex(row => new { row.AccountId, row.UserId }).IsUnique();
        model.Entity<Membership>().HasIndex(row => row.UserId);
        model
            .Entity<Group>()
            .HasIndex(row => new
            {
                row.AccountId,
                row.State,
                row.Id,
            });
        model.Entity<GroupMember>().HasIndex(row => new { row.GroupId, row.UserId }).IsUnique();
        model.Entity<GroupMember>().HasIndex(row => row.UserId);
        model.Entity<GroupPermission>().HasIndex(row => row.GroupId);
        model.Entity<ServiceToken>().HasIndex(row => row.TokenHash).IsUnique();
        model
            .Entity<ServiceToken>()
            .HasIndex(row => new
            {
                row.AccountId,
                row.State,
                row.Id,
            });
        model.Entity<ServiceTokenPermission>().HasIndex(row => row.ServiceTokenId);
        model.Entity<PersonalToken>().HasIndex(row => row.TokenHash).IsUnique();
        model.Entity<Session>().HasIndex(row => row.SecretHash).IsUnique();
        model.Entity<Password>().HasIndex(row => new { row.AccountId, row.UserId }).IsUnique();
        model.Entity<Passkey>().HasIndex(row => row.CredentialId).IsUnique();
        model.Entity<Passkey>().HasIndex(row => new { row.AccountId, row.UserId });
        model
            .Entity<ProviderLink>()
            .HasIndex(row => new
            {
                row.AccountId,
                row.Issuer,
                row.Subject,
            })
            .IsUnique();
        model.Entity<Session>().HasIndex(row => new { row.AccountId, row.Id });
        model
            .Entity<PersonalToken>()
            .HasIndex(row => new
            {
                row.AccountId,
                row.UserId,
                row.State,
                row.Id,
            });
    }

    private static void Projects(ModelBuilder model)
    {
        model
            .Entity<Project>()
            .HasIndex(row => new
            {
                row.AccountId,
                row.State,
                row.Id,
            });
        model.Entity<Project>().HasIndex(row => new { row.AccountId, row.Name });
        model
            .Entity<Connection>()
            .HasIndex(row => new
            {
                row.AccountId,
                row.State,
                row.Id,
            });
        model
            .Entity<Credential>()
            .HasIndex(row => new
            {
                row.AccountId,
                row.ProjectId,
                row.State,
                row.Id,
            });
        model
            .Entity<Repository>()
            .HasIndex(row => new
            {
                row.AccountId,
                row.State,
                row.Id,
            });
        model.Entity<Repository>().HasIndex(row => row.ProjectId);
        model.Entity<DbtEnvironment>().ToTable("environments");
        model
            .Entity<DbtEnvironment>()
            .HasIndex(row => new
            {
                row.AccountId,
                row.State,
                row.Id,
            });
        model
            .Entity<DbtEnvironment>()
            .HasIndex(row => new
            {
                row.ProjectId,
                row.State,
                row.Id,
            });
        model.Entity<ExtendedAttributes>().HasIndex(row => row.ProjectId);
        SemanticLayer(model);
        Variables(model);
        model
            .Entity<Job>()
            .HasIndex(row => new
            {
                row.AccountId,
                row.State,
                row.Id,
            });
        model
            .Entity<Job>()
            .HasIndex(row => new
            {
                row.ProjectId,
                row.State,
                row.Id,
            });
        model
            .Entity<Job>()
            .HasIndex(row => new
            {
                row.EnvironmentId,
                row.State,
                row.Id,
            });
        model.Entity<Job>().HasIndex(row => new { row.AccountId, row.Name });
        model.Entity<Job>().HasIndex(row => row.CompletionJobId);
        model.Entity<Job>().HasIndex(row => row.NextRunAt);
        // Calls are decided by where a job lies: a write that was decided at another place than where the job is by then must not come through.
        model.Entity<Job>().Property(row => row.ProjectId).IsConcurrencyToken();
        model.Entity<Job>().Property(row => row.EnvironmentId).IsConcurrencyToken();
    }

    private static void Runs(ModelBuilder model)
    {
        model.Entity<Run>().HasIndex(row => new { row.AccountId, row.Id });
        model.Entity<Run>().HasIndex(row => new { row.JobDefinitionId, row.Id });
        model.Entity<Run>().HasIndex(row => new { row.ProjectId, row.Id });
        model.Entity<Run>().HasIndex(row => new { row.EnvironmentId, row.Id });
        model
            .Entity<Run>()
            .HasIndex(row => new
            {
                row.AccountId,
                row.Status,
                row.Id,
            });
        // The few that wait or work are looked for all the time, whatever their account.
        model.Entity<Run>().HasIndex(row => new { row.Status, row.Id }).HasFilter("finished_at IS NULL");
        // Pages are found in the indexes alone, so that only the rows that are shown are read.
        model
            .Entity<Run>()
            .HasIndex(row => new
            {
                row.AccountId,
                row.CreatedAt,
                row.Id,
            });
        model
            .Entity<Run>()
            .HasIndex(row => new
            {
                row.AccountId,
                row.FinishedAt,
                row.Id,
                row.Status,
            });
        model.Entity<Run>().HasIndex(row => row.RetryingRunId);
        model.Entity<Run>().HasIndex(row => row.TriggerId).IsUnique();
        model.Entity<RunTrigger>().HasIndex(row => row.JobDefinitionId);
        model.Entity<RunTrigger>().HasIndex(row => row.RequestId).HasFilter("request_id IS NOT NULL");
        model.Entity<RunTerms>().HasKey(row => row.RunId);
        model.Entity<RunTerms>().Property(row => row.RunId).ValueGeneratedNever();
        model.Entity<RunStep>().HasIndex(row => new { row.RunId, row.Index }).IsUnique();
        model
            .Entity<Artifact>()
            .HasIndex(row => new
            {
                row.RunId,
                row.Path,
                row.Step,
            })
            .IsUnique();
        model.Entity<Artifact>().HasIndex(row => row.Sha256);
        model.Entity<OutboxEvent>().HasIndex(row => row.HandledAt);
        model.Entity<OutboxEvent>().HasIndex(row => row.RunId);
    }

    private static void Webhooks(ModelBuilder model)
    {
        model
            .Entity<WebhookSubscription>()
            .HasIndex(row => new
            {
                row.AccountId,
                row.State,
                row.Sequence,
            });
        model.Entity<WebhookEvent>().HasIndex(row => new { row.SubscriptionId, row.Sequence });
        model.Entity<WebhookEvent>().HasIndex(row => new { row.Status, row.NextAttemptAt });
        model.Entity<WebhookEvent>().HasIndex(row => new { row.RunId, row.Status });
        model
            .Entity<WebhookEvent>()
            .HasIndex(row => new
            {
                row.OutboxEventId,
                row.SubscriptionId,
                row.EventType,
            })
            .IsUnique();
        model.Entity<WebhookDelivery>().HasIndex(row => new { row.EventId, row.Sequence });
        model.Entity<WebhookDelivery>().HasIndex(row => row.DispatchedAt);
        StringKey<WebhookSubscription>(model, row => row.Sequence);
        StringKey<WebhookEvent>(model, row => row.Sequence);
        StringKey<WebhookDelivery>(model, row => row.Sequence);
        model.Entity<WebhookSubscription>().HasIndex(row => row.Id).IsUnique();
        model.Entity<WebhookEvent>().HasIndex(row => row.Id).IsUnique();
        model.Entity<WebhookDelivery>().HasIndex(row => row.Id).IsUnique();
    }

    /// <summary>A name has one active value in each scope, whoever writes at the same time.</summary>
    private static void SemanticLayer(ModelBuilder model)
    {
        model.Entity<SemanticLayerConfiguration>().HasIndex(row => row.ProjectId).IsUnique().HasFilter("state = 1");
        model
            .Entity<SemanticLayerCredential>()
            .HasIndex(row => new
            {
                row.AccountId,
                row.State,
                row.Id,
            });
        model.Entity<SemanticLayerCredential>().HasIndex(row => row.ProjectId);
        model
            .Entity<SemanticLayerMapping>()
            .HasIndex(row => new
            {
                row.AccountId,
                row.State,
                row.Id,
            });
        model.Entity<SemanticLayerMapping>().HasIndex(row => new { row.ProjectId, row.ServiceTokenId }).IsUnique().HasFilter("state = 1");
    }

    private static void Variables(ModelBuilder model)
    {
        var variable = model.Entity<EnvironmentVariable>();
        variable.HasIndex(row => new { row.ProjectId, row.Name }).IsUnique().HasFilter("type = 'project' AND state = 1");
        variable
            .HasIndex(row => new
            {
                row.ProjectId,
                row.Name,
                row.EnvironmentId,
            })
            .IsUnique()
            .HasFilter("type = 'environment' AND state = 1");
        variable
            .HasIndex(row => new
            {
                row.ProjectId,
                row.Name,
                row.JobDefinitionId,
            })
            .IsUnique()
            .HasFilter("type = 'job' AND state = 1");
        variable
            .HasIndex(row => new
            {
                row.ProjectId,
                row.Name,
                row.UserId,
            })
            .IsUnique()
            .HasFilter("type = 'user' AND state = 1");
        variable.HasIndex(row => new { row.ProjectId, row.State });
        variable.HasIndex(row => row.JobDefinitionId);
    }

    /// <summary>The sequence is the key, because only a key is numbered by both databases; the text id is unique beside it.</summary>
    private static void StringKey<T>(ModelBuilder model, System.Linq.Expressions.Expression<Func<T, object?>> sequence)
        where T : class
    {
        model.Entity<T>().HasKey(sequence);
    }

    private static void Gate(ModelBuilder model)
    {
        model
            .Entity<Agent>()
            .HasIndex(row => new
            {
                row.AccountId,
                row.State,
                row.Id,
            });
        model.Entity<AgentKey>().HasIndex(row => row.KeyHash).IsUnique();
        model.Entity<AgentKey>().HasIndex(row => row.AgentId);
        model.Entity<AgentGrant>().HasIndex(row => row.AgentId);
        model.Entity<ClientConnection>().HasIndex(row => new { row.AccountId, row.Id });
        model.Entity<ClientToken>().HasIndex(row => row.TokenHash).IsUnique();
        model.Entity<ClientToken>().HasIndex(row => row.ConnectionId);
        model.Entity<Workload>().HasIndex(row => new { row.Issuer, row.State });
        model.Entity<Workload>().HasIndex(row => new { row.AccountId, row.Name }).IsUnique().HasFilter("state = 1");
        model.Entity<ForeignServer>().HasIndex(row => new { row.AccountId, row.Name }).IsUnique().HasFilter("state = 1");
        model.Entity<ForeignTool>().HasIndex(row => new { row.ServerId, row.Tool }).IsUnique();
        model.Entity<ForeignTool>().HasIndex(row => new { row.AccountId, row.Name });
        // One question for a call that is made again and again while it waits.
        model.Entity<Approval>().HasIndex(row => new { row.AgentId, row.Digest }).IsUnique().HasFilter("status = 'waiting'");
        model
            .Entity<Approval>()
            .HasIndex(row => new
            {
                row.AccountId,
                row.Status,
                row.Id,
            });
        model
            .Entity<BudgetUse>()
            .HasKey(row => new
            {
                row.AccountId,
                row.Agent,
                row.Measure,
                row.Day,
            });
        model.Entity<PolicyVersion>().HasIndex(row => new { row.AccountId, row.Number }).IsUnique();
        model.Entity<BudgetHold>().HasIndex(row => row.RunId).HasFilter("settled_at IS NULL");
        model
            .Entity<KeyedCall>()
            .HasIndex(row => new
            {
                row.AccountId,
                row.CallerKind,
                row.CallerId,
                row.UpstreamId,
                row.CalledAccountId,
                row.KeyHash,
            })
            .IsUnique();
        model.Entity<KeyedCall>().HasIndex(row => row.KeptUntil);
    }

    private static void ConvertTimes(ModelBuilder model, ValueConverter converter)
    {
        foreach (var property in model.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            if (property.ClrType == typeof(DateTimeOffset) || property.ClrType == typeof(DateTimeOffset?))
            {
                property.SetValueConverter(converter);
            }
        }
    }
}
