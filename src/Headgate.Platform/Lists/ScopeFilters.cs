using Headgate.Catalogue;
using Headgate.Store.Model;

namespace Headgate.Platform.Lists;

/// <summary>Keeps lists to what the caller may see, in SQL, so that pages and totals fit.</summary>
internal static class ScopeFilters
{
    /// <summary>Things of the account, which lie in no project.</summary>
    public static IQueryable<T> OfAccount<T>(this IQueryable<T> rows, VisibleScope scope)
        where T : class => scope.All || scope.AccountLevel ? rows : rows.Where(_ => false);

    public static IQueryable<Project> Visible(this IQueryable<Project> rows, VisibleScope scope)
    {
        if (scope.All)
        {
            return rows;
        }
        var projects = scope.Projects.ToList();
        return rows.Where(p => projects.Contains(p.Id));
    }

    public static IQueryable<DbtEnvironment> Visible(this IQueryable<DbtEnvironment> rows, VisibleScope scope)
    {
        if (scope.All)
        {
            return rows;
        }
        var projects = scope.Projects.ToList();
        var environments = scope.Environments.ToList();
        return rows.Where(e => projects.Contains(e.ProjectId) || environments.Contains(e.Id));
    }

    public static IQueryable<Job> Visible(this IQueryable<Job> rows, VisibleScope scope)
    {
        if (scope.All)
        {
            return rows;
        }
        var projects = scope.Projects.ToList();
        var environments = scope.Environments.ToList();
        var jobs = scope.Jobs.ToList();
        return rows.Where(j => projects.Contains(j.ProjectId) || environments.Contains(j.EnvironmentId) || jobs.Contains(j.Id));
    }

    public static IQueryable<Run> Visible(this IQueryable<Run> rows, VisibleScope scope)
    {
        if (scope.All)
        {
            return rows;
        }
        var projects = scope.Projects.ToList();
        var environments = scope.Environments.ToList();
        var jobs = scope.Jobs.ToList();
        return rows.Where(r =>
            projects.Contains(r.ProjectId) || environments.Contains(r.EnvironmentId) || jobs.Contains(r.JobDefinitionId)
        );
    }

    public static IQueryable<Repository> Visible(this IQueryable<Repository> rows, VisibleScope scope)
    {
        if (scope.All)
        {
            return rows;
        }
        var projects = scope.Projects.ToList();
        var account = scope.AccountLevel;
        return rows.Where(r => r.ProjectId == null ? account : projects.Contains(r.ProjectId.Value));
    }

    public static IQueryable<Connection> Visible(this IQueryable<Connection> rows, VisibleScope scope)
    {
        if (scope.All)
        {
            return rows;
        }
        var projects = scope.Projects.ToList();
        var account = scope.AccountLevel;
        return rows.Where(c => c.ProjectId == null ? account : projects.Contains(c.ProjectId.Value));
    }

    public static IQueryable<Credential> Visible(this IQueryable<Credential> rows, VisibleScope scope)
    {
        if (scope.All)
        {
            return rows;
        }
        var projects = scope.Projects.ToList();
        return rows.Where(c => c.ProjectId != null && projects.Contains(c.ProjectId.Value));
    }

    public static IQueryable<SemanticLayerConfiguration> Visible(this IQueryable<SemanticLayerConfiguration> rows, VisibleScope scope)
    {
        if (scope.All)
        {
            return rows;
        }
        var projects = scope.Projects.ToList();
        return rows.Where(row => projects.Contains(row.ProjectId));
    }

    public static IQueryable<SemanticLayerCredential> Visible(this IQueryable<SemanticLayerCredential> rows, VisibleScope scope)
    {
        if (scope.All)
        {
            return rows;
        }
        var projects = scope.Projects.ToList();
        return rows.Where(row => projects.Contains(row.ProjectId));
    }

    public static IQueryable<SemanticLayerMapping> Visible(this IQueryable<SemanticLayerMapping> rows, VisibleScope scope)
    {
        if (scope.All)
        {
            return rows;
        }
        var projects = scope.Projects.ToList();
        return rows.Where(row => projects.Contains(row.ProjectId));
    }
}
