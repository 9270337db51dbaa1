namespace Headgate.Gate.Journal.Checking;

/// <summary>What can be said of a whole journal.</summary>
public enum Verdict
{
    /// <summary>Every record is the one that was written, none is missing, and every witness is there and agrees.</summary>
    Intact,

    /// <summary>Nothing contradicts the journal, but a witness is missing, so that it is vouched for only in part or not at all.</summary>
    Unvouched,

    /// <summary>Records were changed, put in or removed.</summary>
    Broken,
}
