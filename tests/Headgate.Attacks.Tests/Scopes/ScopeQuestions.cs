using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Store.Model;

namespace Headgate.Attacks.Tests.Scopes;

/// <summary>What a read can be asked, made from its declaration: each thing of the world by its id, each filter by a place, all related things.</summary>
internal static class ScopeQuestions
{
    public static IEnumerable<string> Of(Operation operation, ILookup<TargetKind, string> world, Job place)
    {
        var path = RouteFields.Of(operation.Route).Select(f => f.Name).Where(n => n != "account_id").ToList();
        var bases = Aims(operation, world, path, place).ToList();
        foreach (var aim in bases)
        {
            yield return Json(aim);
            if (operation.Includes.Count > 0)
            {
                yield return Json([.. aim, new("include_related", operation.Includes.Select(i => i.Name).ToArray())]);
            }
        }
        if (bases.Count == 0)
        {
            yield break;
        }
        foreach (var field in operation.Fields.All.Where(f => f.Place == FieldPlace.Query && IdsOf(f) is not null))
        {
            foreach (var id in world[IdsOf(field)!.Value].Select(long.Parse))
            {
                yield return Json([.. bases[0], new(field.Name, field.Shape is ListShape ? new[] { id } : id)]);
            }
        }
    }

    /// <summary>Values of the path: the thing that the operation is aimed at, in each place of the world.</summary>
    private static IEnumerable<KeyValuePair<string, object>[]> Aims(
        Operation operation,
        ILookup<TargetKind, string> world,
        List<string> path,
        Job place
    )
    {
        if (operation.Target.RouteValue is not { } value)
        {
            // Nested lists name their project in the path.
            yield return [.. path.Select(name => new KeyValuePair<string, object>(name, place.ProjectId))];
            yield break;
        }
        foreach (var id in world[operation.Target.Kind])
        {
            var others = path.Where(name => name != value).Select(name => new KeyValuePair<string, object>(name, place.ProjectId));
            yield return [.. others, new(value, long.TryParse(id, out var number) ? number : id)];
        }
    }

    /// <summary>The kind of thing whose ids a filter takes; null for another filter.</summary>
    public static TargetKind? IdsOf(Field field) =>
        field.Name.Split("__")[0] switch
        {
            "project_id" => TargetKind.Project,
            "environment_id" => TargetKind.Environment,
            "job_definition_id" or "job_id" => TargetKind.Job,
            "user_id" => TargetKind.User,
            "credentials_id" => TargetKind.Credential,
            "semantic_layer_credentials_id" => TargetKind.SemanticLayerCredential,
            "service_token_id" => TargetKind.ServiceToken,
            "connection_id" => TargetKind.Connection,
            "repository_id" => TargetKind.Repository,
            _ => null,
        };

    private static string Json(KeyValuePair<string, object>[] arguments) =>
        JsonSerializer.Serialize(Enumerable.Reverse(arguments).DistinctBy(a => a.Key).ToDictionary(a => a.Key, a => a.Value));
}
