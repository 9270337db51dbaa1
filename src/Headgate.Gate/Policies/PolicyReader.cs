using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Catalogue;
using Headgate.Gate.Agents;

namespace Headgate.Gate.Policies;

/// <summary>Reads a policy file into agents with grants and tests, and notes everything that is wrong with it, with lines.</summary>
internal sealed class PolicyReader(OperationCatalogue catalogue)
{
    private const int MostAgents = 10_000;
    private const int MostGrants = 1000;

    private readonly List<PolicyFault> _faults = [];

    /// <summary>Reads a file.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="catalogue">The operations that there are.</param>
    /// <returns>What it says, null where anything is wrong; and what that is.</returns>
    public static (PolicyFile? File, IReadOnlyList<PolicyFault> Faults) Read(string text, OperationCatalogue catalogue)
    {
        var (root, fault) = PolicyYaml.Read(text);
        if (fault is not null)
        {
            return (null, [fault]);
        }
        var reader = new PolicyReader(catalogue);
        var file = reader.File(root!);
        return reader._faults.Count > 0 ? (null, reader._faults) : (file, []);
    }

    private PolicyFile File(PolicyNode root)
    {
        var map = Map(root, "The file", "version", "roles", "agents", "tests");
        if (Text(map, "version") is { } version && version != "1")
        {
            Fault(map.Find("version")!, "This Headgate reads version 1 of policy files.");
        }
        var roles = (map.Find("roles") is { } named ? Names(named, "roles") : [])
            .Select(role =>
                (role.Name, Grants: Grants(Map(role.Value, $"Role {PolicyNames.Quote(role.Name)}", "grants", "description").Find("grants")))
            )
            .ToList();
        if (map.Find("agents") is not PolicyMap { Entries.Count: > 0 } agents)
        {
            Fault(map, "The file names no agents. Agents are removed one by one with 'headgate agent delete', never by an empty policy.");
            return new PolicyFile([], []);
        }
        if (agents.Entries.Count > MostAgents)
        {
            Fault(agents, string.Create(CultureInfo.InvariantCulture, $"A policy has at most {MostAgents} agents."));
        }
        List<PolicyAgent> read = [.. Names(agents, "agents").Select(a => AgentOf(a.Name, a.Line, a.Value, roles))];
        foreach (var role in roles.Where(r => read.Exists(a => PolicyNames.Same(a.Name, r.Name))))
        {
            Fault(map.Find("roles")!, $"{PolicyNames.Quote(role.Name)} is a role and an agent: give one of them another name.");
        }
        List<PolicyTest> tests = [.. Items(map.Find("tests"), "tests").Select(t => TestOf(t, read)).OfType<PolicyTest>()];
        return new PolicyFile(read, tests);
    }

    private PolicyAgent AgentOf(string name, int line, PolicyNode node, List<(string Name, List<PolicyGrant> Grants)> roles)
    {
        var map = Map(node, $"Agent {PolicyNames.Quote(name)}", "description", "owner", "upstream", "roles", "grants");
        if (name.Trim() != name || !AgentNames.IsGood(name) || name.Contains('*'))
        {
            _faults.Add(new(line, $"{PolicyNames.Quote(name)} is no agent's name: {AgentNames.Rule}, no star, no blanks at the ends."));
        }
        var grants = new List<PolicyGrant>();
        foreach (var role in Items(map.Find("roles"), "roles"))
        {
            if (
                role is PolicyScalar { Text: var wanted }
                && roles.Find(r => string.Equals(r.Name, wanted, StringComparison.Ordinal)) is { Grants: { } of }
            )
            {
                grants.AddRange(of);
            }
            else
            {
                Fault(role, $"There is no role {PolicyNames.Quote((role as PolicyScalar)?.Text ?? "…")} in this file.");
            }
        }
        grants.AddRange(Grants(map.Find("grants")));
        if (grants.Count > MostGrants)
        {
            Fault(map, string.Create(CultureInfo.InvariantCulture, $"An agent has at most {MostGrants} grants."));
        }
        return new PolicyAgent(line, name)
        {
            Description = Text(map, "description"),
            Owner = Text(map, "owner"),
            Upstream = Text(map, "upstream"),
            Grants = grants,
        };
    }

    private List<PolicyGrant> Grants(PolicyNode? node) => [.. Items(node, "grants").Select(GrantOf).OfType<PolicyGrant>()];

    /// <summary>A grant is what the API takes as a body, field for field.</summary>
    private PolicyGrant? GrantOf(PolicyNode node)
    {
        if (node is not PolicyMap)
        {
            Fault(node, "A grant has fields: capability, level and where it holds.");
            return null;
        }
        var problems = new FieldProblems();
        var input = GrantFields.All.Read(new FieldSource(JsonSerializer.SerializeToElement(Json(node))), problems);
        var grant = input.ApplyTo(new GrantFields()).Grant(input);
        if (problems.Refusal is BadRequestAnswer bad)
        {
            foreach (var (field, message) in bad.Fields)
            {
                Fault(LineOf(node, field), $"{field}: {message}");
            }
            return null;
        }
        if (GrantRows.Check(grant, catalogue) is { } fault)
        {
            Fault(LineOf(node, fault.Field ?? ""), $"{fault.Field}: {fault.Message}");
            return null;
        }
        return new PolicyGrant(node.Line, grant);
    }

    private PolicyTest? TestOf(PolicyNode node, List<PolicyAgent> agents)
    {
        var map = Map(node, "A test", "name", "agent", "operation", "arguments", "expect", "reason");
        var (agent, operation, expect) = (Text(map, "agent"), Text(map, "operation"), Text(map, "expect"));
        if (agent is null || !agents.Exists(a => string.Equals(a.Name, agent, StringComparison.Ordinal)))
        {
            Fault(map.Find("agent") ?? node, $"A test names an agent of the file, not {PolicyNames.Quote(agent ?? "")}.");
            return null;
        }
        if (operation is null || !catalogue.Operations.Any(o => string.Equals(o.Id, operation, StringComparison.Ordinal)))
        {
            Fault(map.Find("operation") ?? node, $"There is no operation {PolicyNames.Quote(operation ?? "")}; the guide lists them.");
            return null;
        }
        if (expect is not ("allowed" or "denied" or "asks"))
        {
            Fault(map.Find("expect") ?? node, "A test expects allowed, denied or asks.");
            return null;
        }
        var arguments = map.Find("arguments") is { } given ? JsonSerializer.SerializeToElement(Json(given)) : default;
        return new PolicyTest(
            node.Line,
            Text(map, "name") ?? $"{agent}: {operation}",
            agent,
            operation,
            arguments,
            expect,
            Text(map, "reason")
        );
    }

    /// <summary>A map that has no other names than these.</summary>
    private PolicyMap Map(PolicyNode node, string what, params ReadOnlySpan<string> known)
    {
        if (node is not PolicyMap map)
        {
            Fault(node, $"{what} has fields: {string.Join(", ", known.ToArray())}.");
            return new PolicyMap(node.Line, []);
        }
        foreach (var (name, line, _) in map.Entries)
        {
            if (!known.Contains(name))
            {
                _faults.Add(
                    new(line, $"{what} has no field {PolicyNames.Quote(name)}; its fields are {string.Join(", ", known.ToArray())}.")
                );
            }
        }
        return map;
    }

    private IReadOnlyList<(string Name, int Line, PolicyNode Value)> Names(PolicyNode node, string what)
    {
        if (node is PolicyMap map)
        {
            return map.Entries;
        }
        Fault(node, $"\"{what}\" has a name and what belongs to it on each line.");
        return [];
    }

    private IReadOnlyList<PolicyNode> Items(PolicyNode? node, string what)
    {
        if (node is null)
        {
            return [];
        }
        if (node is PolicyList list)
        {
            return list.Items;
        }
        Fault(node, $"\"{what}\" is a list here: leave it out where there is none.");
        return [];
    }

    private string? Text(PolicyMap map, string name)
    {
        switch (map.Find(name))
        {
            case null:
                return null;
            case PolicyScalar { Text.Length: > 0 } scalar:
                return scalar.Text;
            case var other:
                Fault(other, $"\"{name}\" is a text here: leave it out where there is none.");
                return null;
        }
    }

    private static PolicyNode LineOf(PolicyNode node, string path)
    {
        var at = node;
        foreach (var name in path.Split('.'))
        {
            var inside =
                at is PolicyMap map ? map.Find(name)
                : at is PolicyList list
                && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var i)
                && i < list.Items.Count
                    ? list.Items[i]
                : null;
            if (inside is null)
            {
                break;
            }
            at = inside;
        }
        return at;
    }

    private void Fault(PolicyNode at, string message) => _faults.Add(new(at.Line, message));

    /// <summary>As JSON: of plain words true and false and whole numbers are what they look like, nothing else is.</summary>
    private static JsonNode? Json(PolicyNode node) =>
        node switch
        {
            PolicyMap map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(e.Name, Json(e.Value)))),
            PolicyList list => new JsonArray([.. list.Items.Select(Json)]),
            PolicyScalar { IsQuoted: false, Text: "true" or "false" } flag => JsonValue.Create(flag.Text == "true"),
            PolicyScalar { IsQuoted: false, Text: "" or "~" or "null" } => null,
            PolicyScalar { IsQuoted: false } plain
                when long.TryParse(plain.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) =>
                JsonValue.Create(number),
            PolicyScalar scalar => JsonValue.Create(scalar.Text),
            _ => null,
        };
}
