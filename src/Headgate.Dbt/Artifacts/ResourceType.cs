using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

/// <summary>Kinds of resources, as dbt names them.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ResourceType>))]
public enum ResourceType
{
    /// <summary>A model.</summary>
    [JsonStringEnumMemberName("model")]
    Model,

    /// <summary>An analysis: compiled, never run.</summary>
    [JsonStringEnumMemberName("analysis")]
    Analysis,

    /// <summary>A data test, generic or singular.</summary>
    [JsonStringEnumMemberName("test")]
    Test,

    /// <summary>A snapshot.</summary>
    [JsonStringEnumMemberName("snapshot")]
    Snapshot,

    /// <summary>A statement of <c>on-run-start</c> or <c>on-run-end</c>.</summary>
    [JsonStringEnumMemberName("operation")]
    Operation,

    /// <summary>A seed.</summary>
    [JsonStringEnumMemberName("seed")]
    Seed,

    /// <summary>A query given on the command line.</summary>
    [JsonStringEnumMemberName("sql_operation")]
    SqlOperation,

    /// <summary>A documentation block.</summary>
    [JsonStringEnumMemberName("doc")]
    Doc,

    /// <summary>A source table.</summary>
    [JsonStringEnumMemberName("source")]
    Source,

    /// <summary>A macro.</summary>
    [JsonStringEnumMemberName("macro")]
    Macro,

    /// <summary>An exposure.</summary>
    [JsonStringEnumMemberName("exposure")]
    Exposure,

    /// <summary>A metric.</summary>
    [JsonStringEnumMemberName("metric")]
    Metric,

    /// <summary>A group.</summary>
    [JsonStringEnumMemberName("group")]
    Group,

    /// <summary>A saved query.</summary>
    [JsonStringEnumMemberName("saved_query")]
    SavedQuery,

    /// <summary>A semantic model.</summary>
    [JsonStringEnumMemberName("semantic_model")]
    SemanticModel,

    /// <summary>A unit test.</summary>
    [JsonStringEnumMemberName("unit_test")]
    UnitTest,

    /// <summary>A fixture file of unit tests.</summary>
    [JsonStringEnumMemberName("fixture")]
    Fixture,

    /// <summary>A user-defined function.</summary>
    [JsonStringEnumMemberName("function")]
    Function,
}
