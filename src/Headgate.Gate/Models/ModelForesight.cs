using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Conditions;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Headgate.Gate.Models;

/// <summary>Finds out which nodes a call's run would touch, before it is made: its commands are resolved on the newest manifest of its environment.</summary>
internal sealed class ModelForesight(
    IDbContextFactory<HeadgateDb> databases,
    ArtifactStore artifacts,
    NodesProgram program,
    UpstreamRuns upstreams
) : IDisposable
{
    private const int MostKept = 1000;

    private readonly SemaphoreSlim _reading = new(2);

    /// <summary>Answers by manifest and question: neither changes.</summary>
    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MostKept });

    /// <summary>Asks about a call.</summary>
    /// <param name="call">The call, which starts a run.</param>
    /// <param name="rule">The nodes that are allowed; null where none are asked about.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What it would touch, or why that cannot be said.</returns>
    public async Task<(ForeseenNodes? Nodes, Unforeseen? Fault)> OfAsync(
        TermsCall call,
        ModelsCondition? rule,
        CancellationToken cancellation
    )
    {
        if (call.Caller.Upstream is not null)
        {
            var (facts, unknown) = await upstreams.OfAsync(call, cancellation);
            return facts is null ? (null, new(unknown!)) : await OfAsync(facts, rule, cancellation);
        }
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var (run, fault) = await RunCommands.OfAsync(db, call, cancellation);
        return run is null ? (null, new(fault!)) : await OfAsync(run, rule, cancellation);
    }

    /// <summary>Asks about commands in an environment of this platform.</summary>
    /// <inheritdoc cref="OfAsync(TermsCall, ModelsCondition?, CancellationToken)"/>
    public async Task<(ForeseenNodes? Nodes, Unforeseen? Fault)> OfAsync(
        RunCommands run,
        ModelsCondition? rule,
        CancellationToken cancellation
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await NewestManifest.OfAsync(db, run.EnvironmentId, cancellation) is not { } manifest)
        {
            return (null, new(NewestManifest.NoneYet, IsOfRule: true));
        }
        var facts = new RunFacts(
            run.Commands,
            await RunVariables.OfAsync(db, run, cancellation),
            manifest.RunId,
            manifest.Sha256,
            _ => Task.FromResult(artifacts.Open(manifest.Sha256))
        );
        return await OfAsync(facts, rule, cancellation);
    }

    /// <summary>Asks about commands on a manifest that is there.</summary>
    /// <inheritdoc cref="OfAsync(TermsCall, ModelsCondition?, CancellationToken)"/>
    public async Task<(ForeseenNodes? Nodes, Unforeseen? Fault)> OfAsync(
        RunFacts run,
        ModelsCondition? rule,
        CancellationToken cancellation
    )
    {
        var commands = new List<IReadOnlyList<string>>();
        foreach (var command in run.Commands)
        {
            if (CommandWords.Split(command) is not { Count: > 1 } words || words[0] != "dbt")
            {
                return (null, new($"`{command}` is no command of dbt"));
            }
            commands.Add([.. words.Skip(1)]);
        }
        var selections = rule is null ? [] : new[] { new NodesQuestion.Selection(rule.Select, rule.Exclude) };
        return await AskAsync(run, new NodesQuestion("", commands, selections, run.Variables), cancellation) switch
        {
            null => (null, new($"the manifest of run {run.RunId} cannot be read", IsOfRule: true)),
            { Selections: [{ Fault: { } broken }] } => (
                null,
                new($"the rule's selection cannot be evaluated: {broken.Trim()}", IsOfRule: true)
            ),
            { } answer => (
                new ForeseenNodes(
                    run.RunId,
                    [.. run.Commands.Zip(answer.Commands)],
                    answer.Selections.SelectMany(s => s.Nodes).ToHashSet(StringComparer.Ordinal)
                ),
                null
            ),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _known.Dispose();
        _reading.Dispose();
    }

    private async Task<NodesAnswer?> AskAsync(RunFacts run, NodesQuestion question, CancellationToken cancellation)
    {
        var key = (run.ManifestKey, JsonSerializer.Serialize(question, NodesJson.Default.NodesQuestion));
        if (_known.TryGetValue(key, out NodesAnswer? known))
        {
            return known;
        }
        // Manifests are large, and whoever asks many questions at once shall not fill the disk with them.
        await _reading.WaitAsync(cancellation);
        try
        {
            return await ReadAsync(run, question, key, cancellation);
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<NodesAnswer?> ReadAsync(RunFacts run, NodesQuestion question, (string, string) key, CancellationToken cancellation)
    {
        if (await run.Open(cancellation) is not { } content)
        {
            return null;
        }
        var file = Path.Combine(Path.GetTempPath(), $"headgate-manifest-{Guid.NewGuid():N}.json");
        try
        {
            await using (content)
            await using (var copy = new FileStream(file, Store.Secrets.PrivateFolder.NewFile(FileMode.CreateNew)))
            {
                await content.CopyToAsync(copy, cancellation);
            }
            var answer = await program.AskAsync(question with { Manifest = file }, cancellation);
            return answer is null ? null : _known.Set(key, answer, new MemoryCacheEntryOptions { Size = 1 });
        }
        finally
        {
            File.Delete(file);
        }
    }
}
