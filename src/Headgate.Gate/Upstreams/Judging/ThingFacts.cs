using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Gate.Upstreams.Judging;

/// <summary>What a thing says of its own place, and which other things it names: read in one pass, as a list has a hundred things of sixty fields.</summary>
internal sealed class ThingFacts
{
    private static readonly FieldNames<Action<ThingFacts, JsonElement>> Fields = new([
        New("id", (facts, value) => facts.Id = value),
        New("account_id", (facts, value) => facts.AccountId = value),
        New("project_id", (facts, value) => facts.ProjectId = value),
        New("environment_id", (facts, value) => facts.EnvironmentId = value),
        New("job_definition_id", (facts, value) => facts.JobDefinitionId = value),
        New("job_id", (facts, value) => facts.JobId = value),
        New("name", (facts, value) => facts.Name = value),
        New("email", (facts, value) => facts.Email = value),
        New(
            "job_completion_trigger_condition",
            (facts, value) =>
            {
                if (NamedThings.JobOfCondition(value) is { } job)
                {
                    facts.Names(TargetKind.Job, job);
                }
            }
        ),
        .. ThingFields.Naming.Select(n => New(n.Key, (facts, value) => facts.Names(n.Value, value))),
    ]);

    private List<(TargetKind Kind, long Id)>? _named;

    private ThingFacts() { }

    public JsonElement Id { get; private set; }

    public JsonElement AccountId { get; private set; }

    public JsonElement ProjectId { get; private set; }

    public JsonElement EnvironmentId { get; private set; }

    public JsonElement JobDefinitionId { get; private set; }

    public JsonElement JobId { get; private set; }

    public JsonElement Name { get; private set; }

    public JsonElement Email { get; private set; }

    /// <summary>The other things that it names.</summary>
    public IReadOnlyList<(TargetKind Kind, long Id)> Named => _named ?? [];

    /// <summary>Reads a thing; what is no object says nothing.</summary>
    public static ThingFacts Of(JsonElement thing)
    {
        var facts = new ThingFacts();
        if (thing.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in thing.EnumerateObject())
            {
                Fields.Of(field)?.Invoke(facts, field.Value);
            }
        }
        return facts;
    }

    private void Names(TargetKind kind, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                Names(kind, item);
            }
        }
        else if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var id))
        {
            Names(kind, id);
        }
    }

    private void Names(TargetKind kind, long id) => (_named ??= []).Add((kind, id));

    private static KeyValuePair<string, Action<ThingFacts, JsonElement>> New(string name, Action<ThingFacts, JsonElement> read) =>
        KeyValuePair.Create(name, read);
}
