using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Headgate.Catalogue;
using Headgate.Gate.Decisions;
using Headgate.Wire;

namespace Headgate.Gate.Tests.Decisions;

/// <summary>The standing data of the threat model, and operations to judge.</summary>
internal static class World
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static readonly AccountPlaces Places = new(
        [new(10, "Sales"), new(20, "Payroll"), new(100, "Hundred")],
        [new(100, "Production", 10), new(101, "Staging", 10), new(200, "Production", 20)],
        [new(1000, "Nightly build", 10, 100), new(1001, "Staging build", 10, 101), new(2000, "Nightly pay", 20, 200)]
    );

    private static readonly Fields<object> Fields = new()
    {
        { In.Body.Id("project_id", "").Naming(TargetKind.Project), (_, _) => { } },
        { In.Body.Id("environment_id", "").Naming(TargetKind.Environment), (_, _) => { } },
        { In.Body.Text("git_branch", "").Override(), (_, _) => { } },
        { In.Body.Texts("steps_override", "").Override(), (_, _) => { } },
        { In.Body.Text("target_name_override", "").Override(), (_, _) => { } },
        { In.Body.Text("dbt_version_override", "").Override(), (_, _) => { } },
        { In.Body.Id("azure_pull_request_id", "").Alias("azure_devops_pull_request_id").Override(), (_, _) => { } },
    };

    public static Target Account { get; } = Target.OfAccount(1);

    public static Target Project(long id) =>
        new()
        {
            Kind = TargetKind.Project,
            AccountId = 1,
            Id = $"{id}",
            ProjectId = id,
        };

    public static Target Environment(long id) =>
        Places.Environments.Single(e => e.Id == id) is var e
            ? new()
            {
                Kind = TargetKind.Environment,
                AccountId = 1,
                Id = $"{id}",
                EnvironmentId = id,
                ProjectId = e.Project,
            }
            : null!;

    public static Target Job(long id, TargetKind kind = TargetKind.Job) =>
        Places.Jobs.Single(j => j.Id == id) is var j
            ? new()
            {
                Kind = kind,
                AccountId = 1,
                Id = $"{id}",
                JobId = id,
                JobName = j.Name,
                EnvironmentId = j.Environment,
                ProjectId = j.Project,
            }
            : null!;

    public static Operation Read(Capability capability, TargetRule? target = null, bool listed = false) =>
        Op($"{capability.Id}.read", capability, Access.Read, target ?? TargetRule.Job(), listed);

    public static Operation Write(Capability capability, TargetRule? target = null) =>
        Op($"{capability.Id}.write", capability, Access.Write, target ?? TargetRule.Job(), listed: false);

    public static Operation Op(string id, Capability capability, Access access, TargetRule target, bool listed) =>
        new()
        {
            Id = id,
            Method = access == Access.Read ? "GET" : "POST",
            Route = "/api/v2/accounts/{account_id:long}/x/",
            Capability = capability,
            Access = access,
            Permission = Permission.AnyToken,
            Suffices = [],
            Risk = "risk",
            Target = target,
            Sentence = "{actor} did it",
            Summary = "Do " + capability.Name,
            Description = "d",
            Source = "s",
            Fields = access == Access.Write ? Fields : Catalogue.Fields.None,
            Answers = listed ? AnswerForm.PageOf(JsonTypeInfo.CreateJsonTypeInfo<int>(JsonSerializerOptions.Default)) : AnswerForm.Anything,
            Body = access == Access.Write ? BodyForm.Object : BodyForm.None,
        };

    public static AgentTable Table(params Grant[] grants) => AgentTable.Compile("a", 1, grants, Places);

    public static Decision Decide(
        AgentTable table,
        Operation operation,
        Target target,
        CallArguments? arguments = null,
        bool anywhere = false
    ) => GrantDecision.Of(table, new CallFacts(Caller.Anonymous, operation, target, arguments, anywhere), Now);

    public static Grant Grant(Capability capability, Level level, GrantPlaces? places = null, DateTimeOffset? end = null, long id = 1) =>
        new(id, capability, level) { Places = places ?? GrantPlaces.Everywhere, ExpiresAt = end };

    public static GrantPlaces InProject(params long[] ids) => new() { Projects = ids };
}
