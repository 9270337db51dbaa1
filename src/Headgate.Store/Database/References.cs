using System.Linq.Expressions;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Store;

/// <summary>Foreign keys: no row points at nothing. Nothing is deleted along with its parent; deletes of dbt's things are soft.</summary>
internal static class References
{
    public static void Apply(ModelBuilder model)
    {
        Link<Membership, Account>(model, row => row.AccountId);
        Link<Membership, User>(model, row => row.UserId);
        Link<Group, Account>(model, row => row.AccountId);
        Link<GroupMember, Group>(model, row => row.GroupId);
        Link<GroupMember, User>(model, row => row.UserId);
        Link<GroupPermission, Group>(model, row => row.GroupId);
        Link<ServiceToken, Account>(model, row => row.AccountId);
        Link<ServiceTokenPermission, ServiceToken>(model, row => row.ServiceTokenId);
        Link<PersonalToken, Account>(model, row => row.AccountId);
        Link<PersonalToken, User>(model, row => row.UserId);
        Link<Session, Account>(model, row => row.AccountId);
        Link<Password, Account>(model, row => row.AccountId);
        Link<Password, User>(model, row => row.UserId);
        Link<Passkey, Account>(model, row => row.AccountId);
        Link<Passkey, User>(model, row => row.UserId);
        Link<ProviderLink, Account>(model, row => row.AccountId);
        Link<ProviderLink, User>(model, row => row.UserId);
        Link<Project, Account>(model, row => row.AccountId);
        Link<Connection, Account>(model, row => row.AccountId);
        Link<Credential, Account>(model, row => row.AccountId);
        Link<SemanticLayerConfiguration, Project>(model, row => row.ProjectId);
        Link<SemanticLayerConfiguration, DbtEnvironment>(model, row => row.EnvironmentId);
        Link<SemanticLayerCredential, Project>(model, row => row.ProjectId);
        Link<SemanticLayerMapping, SemanticLayerCredential>(model, row => row.SemanticLayerCredentialsId);
        Link<SemanticLayerMapping, ServiceToken>(model, row => row.ServiceTokenId);
        Link<Repository, Account>(model, row => row.AccountId);
        Link<DbtEnvironment, Project>(model, row => row.ProjectId);
        Link<ExtendedAttributes, Project>(model, row => row.ProjectId);
        Link<EnvironmentVariable, Project>(model, row => row.ProjectId);
        Link<Job, Project>(model, row => row.ProjectId);
        Link<Job, DbtEnvironment>(model, row => row.EnvironmentId);
        Link<RunTrigger, Job>(model, row => row.JobDefinitionId);
        Link<Run, Job>(model, row => row.JobDefinitionId);
        Link<Run, DbtEnvironment>(model, row => row.EnvironmentId);
        Link<Run, RunTrigger>(model, row => row.TriggerId);
        Link<RunStep, Run>(model, row => row.RunId);
        Link<RunTerms, Run>(model, row => row.RunId);
        Link<Artifact, Run>(model, row => row.RunId);
        Link<WebhookSubscription, Account>(model, row => row.AccountId);
        Link<Agent, Account>(model, row => row.AccountId);
        Link<Upstream, Account>(model, row => row.AccountId);
        Link<AgentKey, Agent>(model, row => row.AgentId);
        Link<AgentGrant, Agent>(model, row => row.AgentId);
        Link<ClientConnection, Agent>(model, row => row.AgentId);
        Link<ClientToken, ClientConnection>(model, row => row.ConnectionId);
        Link<Workload, Agent>(model, row => row.AgentId);
        Link<Approval, Agent>(model, row => row.AgentId);
        Link<BudgetUse, Account>(model, row => row.AccountId);
        Link<BudgetHold, Account>(model, row => row.AccountId);
        Link<PolicyVersion, Account>(model, row => row.AccountId);
        Link<KeyedCall, Account>(model, row => row.AccountId);
        Link<ForeignServer, Account>(model, row => row.AccountId);
        Link<ForeignTool, ForeignServer>(model, row => row.ServerId);
        Link<MetadataEnvironment, DbtEnvironment>(model, row => row.EnvironmentId);
        Link<MetadataNode, DbtEnvironment>(model, row => row.EnvironmentId);
        Link<MetadataColumns, DbtEnvironment>(model, row => row.EnvironmentId);
        Link<MetadataExecution, MetadataNode>(model, row => row.NodeId);
        Link<MetadataIngest, DbtEnvironment>(model, row => row.EnvironmentId);
    }

    private static void Link<TRow, TParent>(ModelBuilder model, Expression<Func<TRow, object?>> key)
        where TRow : class
        where TParent : class => model.Entity<TRow>().HasOne<TParent>().WithMany().HasForeignKey(key).OnDelete(DeleteBehavior.Restrict);
}
