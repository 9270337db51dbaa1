using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Execution;

/// <summary>Failures of nodes in dbt's form.</summary>
internal static class FailureText
{
    /// <summary>The text of what went wrong with a node.</summary>
    public static string Of(Exception failure, IManifestResource node) =>
        failure switch
        {
            DbtException { Kind: DbtErrorKind.Database } refused => OfDatabase(refused.Message, node, refused).Text,
            DbtException known => known.About(NodeSubject.Of(node)).Text,
            DatabaseException refused => OfDatabase(refused.Message, node, refused).Text,
            _ => new DbtException(DbtErrorKind.Internal, failure.Message, NodeSubject.Of(node)).Text,
        };

    /// <summary>
    /// A refusal of the database as a failure of a node, with the file of the refused SQL where there is one. The macros that were on the
    /// way are left out, as dbt does: the SQL says more.
    /// </summary>
    private static DbtException OfDatabase(string refusal, IManifestResource node, Exception cause)
    {
        var message = refusal.TrimEnd();
        if (node is ManifestNode { BuildPath: { } path })
        {
            message += "\ncompiled code at " + path;
        }
        return new DbtException(DbtErrorKind.Database, message, NodeSubject.Of(node), cause);
    }
}
