using Headgate.Gate.Journal.Witnesses;

namespace Headgate.Gate.Journal.Checking;

/// <summary>Checks the whole journal: every hash, every link, every signature, that nothing is missing, and that its witnesses are there.</summary>
public static class JournalVerifier
{
    /// <summary>Reads everything once; works beside a server that writes.</summary>
    /// <param name="settings">Where the journal, its keys and its witnesses are.</param>
    /// <param name="progress">Told how many of how many bytes are read; null for nobody.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static VerifyReport Verify(JournalSettings settings, Action<long, long>? progress, CancellationToken cancellation) =>
        Verify(settings, against: null, progress, cancellation);

    /// <summary>Reads everything once and holds it against heads that a person kept elsewhere.</summary>
    /// <param name="settings">Where the journal, its keys and its witnesses are.</param>
    /// <param name="against">The heads; doubts older than the newest of them count as settled. Null for none.</param>
    /// <param name="progress">Told how many of how many bytes are read; null for nobody.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static VerifyReport Verify(
        JournalSettings settings,
        WitnessHeads? against,
        Action<long, long>? progress,
        CancellationToken cancellation
    )
    {
        var findings = new Findings();
        using var keys = KnownKeys.In(settings.KeysFolder);
        var anchor = ReadAnchor(settings, keys, findings);
        var settled = against?.Heads.Select(h => h.Sequence).DefaultIfEmpty(0).Max() ?? 0;
        var chain = new ChainCheck(findings);
        var signatures = new SignatureCheck(keys, anchor, settled, TimeProvider.System.GetUtcNow(), findings);
        List<WitnessCheck> witnesses =
        [
            .. settings
                .Witnesses.Select(WitnessAddress.FileOf)
                .OfType<string>()
                .Select(path => new WitnessCheck(WitnessHeads.In(path), kept: true, keys, findings)),
        ];
        if (against is { } given)
        {
            witnesses.Add(new WitnessCheck(given, kept: false, keys, findings));
        }
        var walk = new JournalWalk(chain, signatures, witnesses, findings, progress);
        var files = JournalFolder.Files(settings.Folder);
        var end = walk.Run(files, cancellation);
        signatures.End(chain, end);
        var journal = chain.Begins == 1 ? walk.FirstHash : signatures.Journal;
        List<AgreeingWitness> agreeing = [];
        foreach (var witness in witnesses)
        {
            if (witness.End(journal, chain.LastSequence, signatures.LastButOne, end) is { } head)
            {
                signatures.Vouch(head.Sequence, head.Time);
                agreeing.Add(new(witness.Name, new(head.Sequence, head.Time)));
            }
        }
        SayWhatIsMissing(settings, keys, anchor, chain, signatures, findings);
        return new()
        {
            Breaks = findings.Breaks,
            Doubts = findings.Doubts,
            Notes = findings.Notes,
            VouchedFrom = signatures.VouchedTo is null || chain.Begins is null ? null : new(chain.Begins.Value, walk.FirstTime),
            VouchedTo = signatures.VouchedTo,
            Witnesses = agreeing,
            Removed = chain.Begins > 1 ? signatures.Removed : null,
            Files = files.Count,
            Records = chain.Records,
            Checkpoints = signatures.Checkpoints,
            LastSequence = chain.LastSequence,
            LastHash = chain.LastHash,
            AnchoredSequence = anchor?.Head.Sequence,
        };
    }

    private static void SayWhatIsMissing(
        JournalSettings settings,
        KnownKeys keys,
        Anchor? anchor,
        ChainCheck chain,
        SignatureCheck signatures,
        Findings findings
    )
    {
        if (chain.Records == 0 && anchor is null)
        {
            findings.Doubt(
                $"There is no record in {settings.Folder} and no anchor in {settings.KeysFolder}: nothing vouches that there never was one."
            );
        }
        else if (keys.IsEmpty)
        {
            findings.Doubt(
                $"No key is in {settings.KeysFolder}: no signature could be checked, so the journal could have been written anew."
            );
        }
        else if (anchor is null && findings.Breaks.Count == 0)
        {
            findings.Doubt(
                $"The anchor {Anchor.PathIn(settings.KeysFolder)} is missing: whether records after {signatures.VouchedTo?.Sequence ?? 0} were changed or cut off cannot be told."
            );
        }
    }

    private static Anchor? ReadAnchor(JournalSettings settings, KnownKeys keys, Findings findings)
    {
        var at = new LinePlace(Path.GetFileName(Anchor.PathIn(settings.KeysFolder)), 1, 0);
        try
        {
            var anchor = Anchor.Read(settings.KeysFolder);
            if (anchor is not null && !keys.IsEmpty && !keys.Signed(anchor.Head))
            {
                findings.Break(
                    BreakKind.BadSignature,
                    at,
                    0,
                    "The anchor's signature does not fit: it was changed, or the key was exchanged."
                );
                return null;
            }
            return anchor;
        }
        catch (JournalDamagedException e)
        {
            findings.Break(BreakKind.BadSignature, at, 0, e.Message);
            return null;
        }
    }
}
