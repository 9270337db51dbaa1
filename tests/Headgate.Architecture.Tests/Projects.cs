namespace Headgate.Architecture.Tests;

/// <summary>The projects whose folders and files are in order already. A project joins the list when it is, and does not leave it.</summary>
public static class Projects
{
    /// <summary>Their names.</summary>
    public static TheoryData<string> Ordered => ["Headgate", "Headgate.Dbt", "Headgate.Jinja"];
}
