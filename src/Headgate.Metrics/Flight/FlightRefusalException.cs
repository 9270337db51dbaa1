using System.Net;
using Grpc.Core;

namespace Headgate.Metrics.Flight;

/// <summary>Ends a call of a Flight client, in the words and with the status that dbt's clients know.</summary>
internal sealed class FlightRefusalException : RpcException
{
    private FlightRefusalException(StatusCode code, string message)
        : base(new Status(code, message)) { }

    /// <summary>A statement that cannot be answered.</summary>
    public static FlightRefusalException Of(string message) =>
        new(StatusCode.InvalidArgument, $"[FlightSQL] Failed to prepare statement: {message}");

    /// <summary>A call that the one path refused.</summary>
    public static FlightRefusalException Of(HttpStatusCode status, string message) =>
        new(
            status switch
            {
                HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
                HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
                HttpStatusCode.NotFound => StatusCode.NotFound,
                HttpStatusCode.TooManyRequests => StatusCode.ResourceExhausted,
                >= HttpStatusCode.InternalServerError => StatusCode.Internal,
                _ => StatusCode.InvalidArgument,
            },
            message
        );
}
