namespace Headgate.Metrics;

/// <summary>Why a query is refused.</summary>
public enum RefusalKind
{
    /// <summary>Neither metrics nor anything to group by was asked for.</summary>
    NothingAsked,

    /// <summary>The project has no metric of this name.</summary>
    UnknownMetric,

    /// <summary>The project has no saved query of this name.</summary>
    UnknownSavedQuery,

    /// <summary>A saved query was asked for together with metrics or things to group by.</summary>
    SavedQueryMixed,

    /// <summary>The text does not have the form of a name.</summary>
    MalformedName,

    /// <summary>A metric cannot be grouped or filtered by this: it does not exist, or no safe join leads to it.</summary>
    UnknownItem,

    /// <summary>Several joins lead to what was named.</summary>
    AmbiguousItem,

    /// <summary>No table has, or can be joined to, everything that was asked for.</summary>
    NotJoinable,

    /// <summary>The same is asked for twice.</summary>
    Duplicate,

    /// <summary>The order names what is not selected.</summary>
    OrderNotSelected,

    /// <summary>The limit is negative.</summary>
    InvalidLimit,

    /// <summary>A time of the range cannot be read.</summary>
    InvalidTime,

    /// <summary>The condition is no valid template, or no single condition.</summary>
    InvalidFilter,

    /// <summary>The metric needs <c>metric_time</c> among what it is grouped by.</summary>
    NeedsTime,

    /// <summary>The metric cannot be grouped by a part of a date.</summary>
    NoDateParts,

    /// <summary>The project has no calendar that is fine enough.</summary>
    NoTimeSpine,

    /// <summary>The grant that the query is asked under is not for this.</summary>
    NotGranted,

    /// <summary>What the project says about the metric does not hold together.</summary>
    InvalidProject,

    /// <summary>The database, or this planner, cannot do it.</summary>
    NotSupported,
}
