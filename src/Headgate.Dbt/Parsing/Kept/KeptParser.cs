using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Resolving;
using Headgate.Dbt.Project;

namespace Headgate.Dbt.Parsing.Kept;

/// <summary>Parses a project, or takes the manifest that an earlier call kept where nothing that it was made from has changed since.</summary>
/// <param name="project">The loaded project.</param>
/// <param name="adapter">The database of its target, which is not reached.</param>
/// <param name="warnings">Receives warnings.</param>
/// <param name="mayTake">May a kept manifest be taken? One is kept in either case.</param>
internal sealed class KeptParser(LoadedProject project, IAdapter adapter, WarningLog warnings, bool mayTake)
{
    // In a box the folder of artifacts is the project's to write, so what lies there is not believed.
    private readonly bool _mayKeep = project.Settings.Box is null;
    private readonly string _key = ParseKey.Of(project, adapter);
    private readonly FileStamps _files = FileStamps.Take(project);

    /// <summary>The kept manifest's file, where nothing has changed since; null otherwise.</summary>
    public KeptFile? Find()
    {
        try
        {
            return _mayKeep && mayTake && KeptFile.Open(project.TargetPath) is { } kept && kept.Head.Fits(project, _key, _files)
                ? kept
                : null;
        }
        catch (AggregateException)
        {
            // A file that had only just changed cannot be read any more.
            return null;
        }
    }

    /// <summary>The project's manifest and macros.</summary>
    /// <param name="kept">What <see cref="Find"/> gave.</param>
    /// <param name="output">Receives what templates log and print.</param>
    /// <exception cref="DbtException">The project is wrong.</exception>
    public ParsedProject Parse(KeptFile? kept, ParseOutput output) =>
        kept?.Read() is { } manifest ? Take(manifest, kept.Head) : ParseAnew(output);

    /// <summary>Says what a parse of the files would warn of.</summary>
    /// <exception cref="DbtException">A warning was asked to be a failure.</exception>
    public void Warn(KeptHead head)
    {
        head.Warnings.ForEach(warnings.Add);
        head.CheckWarnings?.ForEach(warnings.Add);
    }

    private ParsedProject Take(Manifest manifest, KeptHead head)
    {
        manifest.Metadata = ManifestHead.Of(project, adapter.Dialect);
        manifest.Selectors = SelectorNormaliser.Normalise(project.SelectorDefinitions);
        GraphMaps.Build(manifest);
        Warn(head);
        if (head.CheckWarnings is null)
        {
            ManifestParser.Check(manifest, project, warnings);
        }
        return new(manifest, ManifestParser.LibraryOf(project, adapter, manifest), head.Warnings) { KeptAs = head.Id };
    }

    private ParsedProject ParseAnew(ParseOutput output)
    {
        var before = mayTake ? ParsedBefore.Read(project.TargetPath) : ParsedBefore.Nothing;
        var parsed = ManifestParser.ParseFiles(project, adapter, warnings, output, before);
        var checks = new WarningLog(warnings.Add);
        ManifestParser.Check(parsed.Manifest, project, checks);
        before.Write(project.TargetPath);
        return _mayKeep && !parsed.IsOfTheMoment ? Keep(parsed, [.. checks.Warnings]) : parsed;
    }

    /// <summary>Writes the parse down beside whatever the call does next.</summary>
    private ParsedProject Keep(ParsedProject parsed, List<DbtWarning> checkWarnings)
    {
        var isDated = parsed.Manifest.Nodes.Values.Any(node => node.DeprecationDate is not null);
        try
        {
            var head = KeptHead.Of(project, _key, _files, parsed, isDated ? null : checkWarnings);
            var write = ExactManifest.Begin(parsed.Manifest);
            return parsed with { KeptAs = head.Id, Keeping = Task.Run(() => Write(head, write)) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or AggregateException)
        {
            // A file that had only just changed cannot be read any more.
            return parsed;
        }
    }

    private void Write(KeptHead head, Func<byte[][]> parts)
    {
        try
        {
            KeptFile.Write(project.TargetPath, head, parts());
        }
        catch (NotSupportedException)
        {
            // Something in the manifest is no plain data; the next call parses all again.
        }
    }
}
