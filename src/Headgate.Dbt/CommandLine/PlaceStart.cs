namespace Headgate.Dbt.CommandLine;

/// <summary>The folder that a relative place of an option starts from.</summary>
internal enum PlaceStart
{
    /// <summary>The folder that the call was made in.</summary>
    WorkingFolder,

    /// <summary>The folder of dbt_project.yml.</summary>
    Project,
}
