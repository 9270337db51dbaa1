using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Headgate.Platform.Related;

/// <summary>What a caller may see of the things that projects and environments use, and what a replacement keeps because its caller was not shown it.</summary>
internal static class VisibleInProject
{
    private static readonly Include Connection = RelatedKinds.Connection("connection_id", "The connection that is used.");
    private static readonly Include Repository = RelatedKinds.Repository("repository_id", "The repository that is used.");
    private static readonly Include Credentials = RelatedKinds.Credentials("credentials_id", "The credentials that are used.");
    private static readonly Include Job = RelatedKinds.Job("docs_job_id", "The job that is used.");

    /// <summary>The kinds of things that the caller may see in a project.</summary>
    public static VisibleKinds Of(CallContext call, long project)
    {
        return new()
        {
            Connections = MaySee(Connection, TargetKind.Connection),
            Repositories = MaySee(Repository, TargetKind.Repository),
            Credentials = MaySee(Credentials, TargetKind.Credential),
            Jobs = MaySee(Job, TargetKind.Job),
        };

        bool MaySee(Include kind, TargetKind target) =>
            call.MaySee(
                kind,
                new()
                {
                    Kind = target,
                    AccountId = call.AccountId,
                    ProjectId = project,
                }
            );
    }

    /// <summary>A project that is replaced by someone who was not shown all ids keeps those that were withheld and that the body leaves out.</summary>
    public static void Keep(CallContext call, EntityEntry<Project> replaced)
    {
        var (before, project, visible) = ((Project)replaced.OriginalValues.ToObject(), replaced.Entity, Of(call, replaced.Entity.Id));
        project.ConnectionId ??= visible.Connections ? null : before.ConnectionId;
        project.RepositoryId ??= visible.Repositories ? null : before.RepositoryId;
        project.DocsJobId ??= visible.Jobs ? null : before.DocsJobId;
        project.FreshnessJobId ??= visible.Jobs ? null : before.FreshnessJobId;
    }

    /// <summary>As <see cref="Keep(CallContext, EntityEntry{Project})"/>, for an environment.</summary>
    public static void Keep(CallContext call, EntityEntry<DbtEnvironment> replaced)
    {
        var (before, environment) = ((DbtEnvironment)replaced.OriginalValues.ToObject(), replaced.Entity);
        var visible = Of(call, environment.ProjectId);
        environment.ConnectionId ??= visible.Connections ? null : before.ConnectionId;
        environment.RepositoryId ??= visible.Repositories ? null : before.RepositoryId;
        environment.CredentialsId ??= visible.Credentials || environment.Type is "development" ? null : before.CredentialsId;
    }
}
