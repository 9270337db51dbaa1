using System.Text.Json;
using Headgate.Gate.Journal.Reading;

namespace Headgate.Gate.Journal.Checking;

/// <summary>Reads what the journal's own records say under a signature.</summary>
internal static class SignedRecords
{
    private const int KindStandsBefore = 160;

    /// <summary>Whether a line may be one of the journal's own records that a check must read; cheap, since most are not.</summary>
    public static bool MayBe(ReadOnlySpan<byte> line)
    {
        line = line[..Math.Min(line.Length, KindStandsBefore)];
        return line.IndexOf("\"kind\":\"checkpoint\""u8) >= 0
            || line.IndexOf("\"kind\":\"retention\""u8) >= 0
            || line.IndexOf("\"kind\":\"recovered\""u8) >= 0;
    }

    /// <summary>The head that a checkpoint states; null where it states none.</summary>
    public static JournalHead? HeadOf(JournalRecord record) =>
        Word(record, "journal") is { } journal
        && Number(record, "last") is { } last
        && Word(record, "head") is { } hash
        && Time(record, "signed") is { } time
        && Word(record, "key") is { } key
        && Word(record, "signature") is { } signature
            ? new(journal, last, hash, time, key, signature)
            : null;

    /// <summary>What a record of retention says was removed, with the journal's name, the key and its signature; null where it says none.</summary>
    public static (RemovedRange Range, string Journal, string Key, string Signature)? RemovalOf(JournalRecord record) =>
        Number(record, "first") is { } first
        && Word(record, "first_hash") is { } firstHash
        && Number(record, "last") is { } last
        && Word(record, "last_hash") is { } lastHash
        && Time(record, "signed") is { } time
        && Word(record, "journal") is { } journal
        && Word(record, "key") is { } key
        && Word(record, "signature") is { } signature
            ? (new(first, firstHash, last, lastHash, time), journal, key, signature)
            : null;

    private static long? Number(JournalRecord record, string name) =>
        record.Other is { } other
        && other.TryGetValue(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out var number)
            ? number
            : null;

    private static string? Word(JournalRecord record, string name) =>
        record.Other is { } other && other.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static DateTimeOffset? Time(JournalRecord record, string name) =>
        record.Other is { } other
        && other.TryGetValue(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.TryGetDateTimeOffset(out var time)
            ? time
            : null;
}
