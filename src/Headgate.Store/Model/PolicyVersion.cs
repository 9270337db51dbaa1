namespace Headgate.Store.Model;

/// <summary>A policy file that was applied.</summary>
public sealed class PolicyVersion : IRow
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>Its number in the account, from 1.</summary>
    public int Number { get; set; }

    /// <summary>The file.</summary>
    public string Text { get; set; } = "";

    /// <summary>What it changed, as a JSON list of sentences.</summary>
    public string Changes { get; set; } = "[]";

    /// <summary>Why it was applied.</summary>
    public string? Note { get; set; }

    /// <summary>Who applied it, in words.</summary>
    public string AppliedBy { get; set; } = "";

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
