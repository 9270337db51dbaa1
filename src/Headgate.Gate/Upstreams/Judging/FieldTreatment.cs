namespace Headgate.Gate.Upstreams.Judging;

/// <summary>What becomes of an object or a list that stands in a thing.</summary>
internal enum FieldTreatment
{
    /// <summary>It has no place in an answer: a list of plain values is shown, anything else withheld.</summary>
    Unknown,

    /// <summary>Nobody is given it.</summary>
    Never,

    /// <summary>Values of environment variables, for those who asked for them and may see them.</summary>
    Variables,

    /// <summary>Another thing, or a list of them.</summary>
    Related,

    /// <summary>Ids of other things.</summary>
    Ids,

    /// <summary>Settings without a declared form.</summary>
    Free,

    /// <summary>A part of the thing itself.</summary>
    Part,
}
