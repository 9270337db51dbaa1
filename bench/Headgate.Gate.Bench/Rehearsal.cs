using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Headgate.Catalogue;
using Headgate.Gate.Decisions;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Reading;
using Headgate.Gate.Journal.Writing;
using Headgate.Gate.Policies;
using Headgate.Gate.Recording;
using Headgate.Store;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace Headgate.Gate.Bench;

/// <summary>What the rehearsal of a million recorded calls against a changed policy costs: the record is written as the server writes it, read from its files, and decided anew.</summary>
internal static class Rehearsal
{
    private const string Heading = "## Rehearsal of a policy";
    private const int Calls = 1_000_000;
    private const int Agents = 40;
    private const int Grants = 20;
    private const int Lanes = 64;
    private static readonly TimeSpan Target = TimeSpan.FromSeconds(30);

    /// <summary>Measures, and replaces its section of a file; gives the exit code.</summary>
    public static async Task<int> MeasureAsync(string file)
    {
        var folder = Directory.CreateTempSubdirectory("headgate-rehearsal-").FullName;
        try
        {
            var settings = JournalSettings.ForData(folder);
            await WriteAsync(settings, folder);
            var before = GC.GetTotalAllocatedBytes();
            var clock = Stopwatch.StartNew();
            var view = PolicyRehearsal.Of(
                new JournalReader(settings.Folder)
                    .Read(new JournalQuery { Kind = "decision", Account = 1 }, CancellationToken.None)
                    .Select(r => r.Record),
                Callers(Grants / 2),
                new OperationCatalogue([Decisions.GetJob]),
                CancellationToken.None
            );
            clock.Stop();
            if (view.Calls != Calls || view.NowDenied is 0 or Calls)
            {
                throw new InvalidOperationException($"{view.Calls} calls were read, of which {view.NowDenied} would be denied.");
            }
            var holds = clock.Elapsed <= Target;
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"""
                {Heading}

                Written by `dotnet run -c Release --project bench/Headgate.Gate.Bench -- rehearsal bench/gate/results.md`: {Calls:N0} calls of {Agents} agents with {Grants} grants each, recorded as the server
                records them (decision and outcome), read from the journal's files as `headgate policy simulate` reads them, and decided by a policy with half of the grants.

                | measure | target | | |
                |---|---|---|---|
                | {Calls:N0} calls | ≤ {Target.TotalSeconds:0} s | **{clock.Elapsed.TotalSeconds:0.0} s** | {(holds ? "holds" : "missed")} |
                | a call | | {clock.Elapsed.TotalMicroseconds / Calls:0.0} µs, {(GC.GetTotalAllocatedBytes() - before) / Calls} bytes | |

                {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, {DateTime.UtcNow:yyyy-MM-dd}.

                """
            );
            Console.Write(text);
            var old = await File.ReadAllTextAsync(file);
            var start = old.IndexOf(Heading, StringComparison.Ordinal);
            await File.WriteAllTextAsync(file, (start < 0 ? old : old[..start]).TrimEnd() + "\n\n" + text);
            return holds ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task WriteAsync(JournalSettings settings, string folder)
    {
        await using var journal = JournalWriter.Open(settings, TimeProvider.System, NullLogger.Instance);
        await using var recorder = new JournalRecorder(
            journal,
            new RecordKey(new StoreSettings { DataFolder = folder }),
            TimeProvider.System,
            NullLogger<JournalRecorder>.Instance
        );
        var callers = Callers(Grants).Values.ToList();
        await Parallel.ForAsync(
            0,
            Calls,
            new ParallelOptions { MaxDegreeOfParallelism = Lanes },
            async (i, cancellation) =>
            {
                var caller = callers[i % Agents];
                var project = 1 + (i / Agents % Grants);
                var record = new CallRecord
                {
                    RequestId = i.ToString("x16", CultureInfo.InvariantCulture),
                    Caller = caller,
                    Address = "10.0.0.7",
                    Surface = "admin-v2",
                    Method = "GET",
                    Path = string.Create(CultureInfo.InvariantCulture, $"/api/v2/accounts/1/jobs/{i % 1000}/"),
                    Operation = Decisions.GetJob,
                    Target = new Target
                    {
                        Kind = TargetKind.Job,
                        Id = (i % 1000).ToString(CultureInfo.InvariantCulture),
                        AccountId = 1,
                        ProjectId = project,
                        ProjectName = $"Project {project}",
                        EnvironmentId = 5,
                        EnvironmentName = "Production",
                        JobId = i % 1000,
                        JobName = $"Job {i % 1000}",
                    },
                    Arguments = new RecordedArguments(new byte[32], [KeyValuePair.Create("include_related", "[\"environment\"]")]),
                    Word = RecordWord.Allowed,
                    Reason = Reason.Granted,
                    Sentence =
                        $"{caller.Actor} read job \"Job {i % 1000}\" in environment \"Production\" of project \"Project {project}\".",
                };
                var ticket = await recorder.RecordDecisionAsync(record, cancellation);
                await recorder.RecordOutcomeAsync(ticket, new CallOutcome(200, 1234, TimeSpan.FromMilliseconds(2)), cancellation);
            }
        );
    }

    private static Dictionary<string, Caller> Callers(int grants)
    {
        var places = new AccountPlaces([.. Enumerable.Range(1, Grants).Select(i => new ProjectPlace(i, $"p{i}"))], [], []);
        return Enumerable
            .Range(1, Agents)
            .Select(agent => new Caller
            {
                Kind = CallerKind.Agent,
                Id = agent,
                Name = $"agent {agent}",
                AccountId = 1,
                Rights = AgentTable.Compile(
                    $"agent {agent}",
                    1,
                    Enumerable
                        .Range(1, grants)
                        .Select(i => new Grant(i, Capabilities.Jobs, Level.Read) { Places = new GrantPlaces { Projects = [i] } }),
                    places
                ),
            })
            .ToDictionary(c => c.Name, StringComparer.Ordinal);
    }
}
