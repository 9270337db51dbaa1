using CsCheck;
using Headgate.Catalogue;
using Headgate.Gate.Decisions;
using static Headgate.Gate.Tests.Decisions.World;

namespace Headgate.Gate.Tests.Decisions;

/// <summary>Laws that hold for all grants, and a second judge written from the description alone.</summary>
public sealed class GrantLawsTests
{
    private static readonly Capability[] Some = [Capabilities.Jobs, Capabilities.Runs, Capabilities.TriggerRun, Capabilities.Projects];

    private static readonly Gen<long[]> Ids = OneOf<long[]>([], [10], [20], [10, 20], [100], [101], [1000], [2000], [1000, 1001]);

    private static readonly Gen<string?> Patterns = OneOf<string?>(null, null, null, "*", "Nightly*", "*build", "Production", "Sales");

    private static readonly Gen<GrantPlaces> GenPlaces =
        from projects in Ids
        from environments in Ids
        from jobs in Ids
        from project in Patterns
        from environment in Patterns
        from job in Patterns
        select new GrantPlaces
        {
            Projects = projects,
            Environments = environments,
            Jobs = jobs,
            ProjectPattern = project,
            EnvironmentPattern = environment,
            JobPattern = job,
        };

    private static readonly Gen<Grant> GenGrant =
        from capability in OneOf(Some)
        from level in OneOf(Level.Off, Level.Read, Level.Full)
        from places in OneOf(0, 1, 2).SelectMany(i => i == 0 ? Gen.Const(GrantPlaces.Everywhere) : GenPlaces)
        from end in OneOf<int?>(null, null, -1, 1)
        from id in Gen.Long[1, 1000]
        select new Grant(id, capability, level) { Places = places, ExpiresAt = end is { } h ? Now.AddHours(h) : null };

    private static readonly Gen<(Operation Operation, Target Target)> GenCall =
        from capability in OneOf(Some)
        from write in Gen.Bool
        from target in OneOf(
            Job(1000),
            Job(1001),
            Job(2000),
            Project(10),
            Project(20),
            Environment(100),
            Environment(101),
            Environment(200)
        )
        select (write ? Write(capability) : Read(capability), target);

    [Fact]
    public void Adding_a_grant_never_allows_less() =>
        Gen.Select(GenGrant.Array[0, 5], GenGrant, GenCall)
            .Sample(t =>
            {
                var (grants, more, (operation, target)) = t;
                return !Decide(Table(grants), operation, target).IsAllowed || Decide(Table([.. grants, more]), operation, target).IsAllowed;
            });

    [Fact]
    public void Adding_a_grant_never_shows_less_of_a_list() =>
        Gen.Select(GenGrant.Array[0, 5], GenGrant, OneOf(Some))
            .Sample(t =>
            {
                var (grants, more, capability) = t;
                var list = Read(capability, TargetRule.Account, listed: true);
                return Places.Jobs.All(j =>
                    !Shows(Decide(Table(grants), list, Account), j) || Shows(Decide(Table([.. grants, more]), list, Account), j)
                );
            });

    [Fact]
    public void The_order_of_grants_does_not_matter() =>
        Gen.Select(GenGrant.Array[0, 6], Gen.Int, GenCall)
            .Sample(t =>
            {
                var (grants, seed, (operation, target)) = t;
                var shuffled = (Grant[])grants.Clone();
                new Random(seed).Shuffle(shuffled);
                var (one, other) = (Decide(Table(grants), operation, target), Decide(Table(shuffled), operation, target));
                return one.IsAllowed == other.IsAllowed && one.Reason == other.Reason;
            });

    [Fact]
    public void Without_grants_everything_is_denied() =>
        GenCall.Sample(call =>
            !Decide(Table(), call.Operation, call.Target).IsAllowed && !Decide(Table(), call.Operation, Account, anywhere: true).IsAllowed
        );

    [Fact]
    public void What_is_allowed_somewhere_is_allowed_anywhere() =>
        Gen.Select(GenGrant.Array[0, 5], GenCall)
            .Sample(t =>
            {
                var (grants, (operation, target)) = t;
                var table = Table(grants);
                return !Decide(table, operation, target).IsAllowed || Decide(table, operation, Account, anywhere: true).IsAllowed;
            });

    [Fact]
    public void A_second_judge_agrees() =>
        Gen.Select(GenGrant.Array[0, 6], GenCall)
            .Sample(
                t =>
                {
                    var (grants, (operation, target)) = t;
                    return Decide(Table(grants), operation, target).IsAllowed == SecondJudge(grants, operation, target);
                },
                iter: 20_000
            );

    [Fact]
    public void A_list_shows_just_what_may_be_read_one_by_one() =>
        GenGrant
            .Array[0, 6]
            .Sample(grants =>
            {
                var table = Table(grants);
                var list = Decide(table, Read(Capabilities.Jobs, TargetRule.Account, listed: true), Account);
                return Places.Jobs.All(j => Shows(list, j) == Decide(table, Read(Capabilities.Jobs), Job(j.Id)).IsAllowed);
            });

    private static Gen<T> OneOf<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    private static bool Shows(Decision list, JobPlace job) => list.IsAllowed && list.Scope.Sees(job.Project, job.Environment, job.Id);

    /// <summary>Straight from the description: some living grant of the capability, high enough, with each named kind of place fitting.</summary>
    private static bool SecondJudge(Grant[] grants, Operation operation, Target target) =>
        grants.Any(g =>
            g.Capability == operation.Capability
            && (g.ExpiresAt is null || Now < g.ExpiresAt)
            && (operation.NeededLevel == Level.Read ? g.Level is Level.Read or Level.Full : g.Level == Level.Full)
            && (g.Capability.Kind == CapabilityKind.Resource || g.Level == Level.Full)
            && Named(
                g.Places.Projects,
                g.Places.ProjectPattern,
                target.ProjectId,
                id => Places.Projects.FirstOrDefault(p => p.Id == id)?.Name
            )
            && Named(
                g.Places.Environments,
                g.Places.EnvironmentPattern,
                target.EnvironmentId,
                id => Places.Environments.FirstOrDefault(e => e.Id == id)?.Name
            )
            && Named(g.Places.Jobs, g.Places.JobPattern, target.JobId, id => Places.Jobs.FirstOrDefault(j => j.Id == id)?.Name)
        );

    private static bool Named(IReadOnlyList<long> ids, string? pattern, long? id, Func<long, string?> name)
    {
        if (ids.Count == 0 && pattern is null)
        {
            return true;
        }
        return id is { } number
            && name(number) is { } known
            && (
                ids.Contains(number)
                || (pattern is not null && System.Text.RegularExpressions.Regex.IsMatch(known, "^" + pattern.Replace("*", ".*") + "$"))
            );
    }
}
