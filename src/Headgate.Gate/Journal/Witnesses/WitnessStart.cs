namespace Headgate.Gate.Journal.Witnesses;

/// <summary>Asks the witnesses that can be read whether the journal is the one that they know, before it goes on.</summary>
internal static class WitnessStart
{
    /// <summary>Compares the newest heads of each witness file with where the journal ends. A witness that is not there says nothing.</summary>
    /// <param name="settings">The witnesses.</param>
    /// <param name="journal">The journal's name; null where it has no record.</param>
    /// <param name="last">The number of its last record; 0 where it has none.</param>
    /// <exception cref="JournalDamagedException">A witness knows a later record, or another journal.</exception>
    public static void Check(JournalSettings settings, string? journal, long last)
    {
        foreach (var path in settings.Witnesses.Select(WitnessAddress.FileOf).OfType<string>())
        {
            var heads = WitnessHeads.NewestIn(path).Heads;
            if (heads.Count == 0)
            {
                continue;
            }
            var own = heads.Where(h => h.Journal == journal).ToList();
            if (own.Count == 0)
            {
                throw new JournalDamagedException(
                    $"The witness {path} knows another journal (record {heads[^1].Sequence} of {heads[^1].Time:u}) than the one in {settings.Folder}: "
                        + "the journal or its keys are gone, or the witness belongs to another installation. Put the journal and its keys back, or name another file in journal.witness."
                );
            }
            if (own.MaxBy(h => h.Sequence) is { } newest && newest.Sequence > last)
            {
                throw new JournalDamagedException(
                    $"The journal in {settings.Folder} ends at record {last}, but the witness {path} knows record {newest.Sequence} of {newest.Time:u}: "
                        + "its end was cut off, or an older copy was put back. Restore the newest copy. To go on with what is there, name another file in journal.witness: headgate audit verify --against the old one tells what is missing."
                );
            }
        }
    }
}
