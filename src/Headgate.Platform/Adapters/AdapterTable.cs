using Headgate.Catalogue;
using static Headgate.Platform.Adapters.Setting;

namespace Headgate.Platform.Adapters;

/// <summary>
/// The settings of each adapter. Those of the engine's own stand in their declarations; those that only a real dbt executes, here. Source:
/// openapi-v3, the schemas of <c>config</c>.
/// </summary>
internal static class AdapterTable
{
    /// <summary>All adapters by name.</summary>
    public static IReadOnlyDictionary<string, AdapterFields> All { get; } =
        new Dictionary<string, AdapterFields>(WarehouseKinds.All.ToDictionary(k => k.Type + "_v0", k => k.Settings), StringComparer.Ordinal)
        {
            ["apache_spark_v0"] = new()
            {
                Text("host").Required(),
                Text("cluster").Required(),
                Choice("method", "http", "thrift"),
                Whole("connect_timeout"),
                Whole("connect_retries"),
                Text("organization"),
                Text("user"),
                Text("auth"),
                Text("kerberos_service_name"),
                Port(),
                Whole("adapter_id"),
            },
            ["athena_v0"] = new()
            {
                Text("region_name").Required(),
                Text("database").Required(),
                Text("work_group"),
                Text("spark_work_group"),
                Text("s3_staging_dir").Required(),
                Text("s3_data_dir"),
                Text("s3_data_naming"),
                Text("s3_tmp_table_dir"),
                Whole("poll_interval"),
                Whole("num_retries"),
                Whole("num_boto3_retries"),
                Whole("num_iceberg_retries"),
                Whole("adapter_id"),
            },
            ["bigquery_v0"] = BigQuery(isFirst: true),
            ["bigquery_v1"] = BigQuery(isFirst: false),
            ["databricks_spark_v0"] = new()
            {
                Text("host").Required(),
                Choice("method", "odbc"),
                Port(),
                Text("cluster"),
                Text("endpoint"),
                Text("driver"),
                Text("organization"),
                Text("user"),
                Whole("adapter_id"),
            },
            ["databricks_v0"] = new()
            {
                Text("host").Required(),
                Text("http_path").Required(),
                Text("catalog"),
                Secret("client_id"),
                Secret("client_secret"),
                Texts("scopes"),
                Whole("adapter_id"),
            },
            ["fabric_v0"] = SqlServer("server"),
            ["redshift_v0"] = new() { Text("hostname").Required(), Text("dbname").Required(), Port(), Whole("retries", 0, 10) },
            ["salesforce_v0"] = new()
            {
                Text("login_url", 255).Required(),
                Text("database", 255),
                Whole("data_transform_run_timeout"),
                Choice("auth_type", "jwt_bearer"),
                Whole("adapter_id"),
            },
            ["snowflake_v0"] = new()
            {
                Text("account", 255).Required(),
                Text("database", 255).Required(),
                Text("warehouse", 255).Required(),
                Flag("client_session_keep_alive"),
                Text("role", 255),
                Flag("allow_sso"),
                Secret("oauth_client_id"),
                Secret("oauth_client_secret"),
            },
            ["synapse_v0"] = SqlServer("host"),
            ["teradata_v0"] = new()
            {
                Text("port"),
                Text("tmode"),
                Text("host").Required(),
                Whole("retries"),
                Whole("request_timeout"),
                Whole("adapter_id"),
            },
            ["trino_v0"] = new() { Text("host").Required(), Text("method"), Port(), Whole("adapter_id") },
        };

    /// <summary>Its two versions differ in how the platform signs in: the first one always with the key of a service account.</summary>
    private static AdapterFields BigQuery(bool isFirst)
    {
        var fields = new AdapterFields
        {
            Text("project_id", 255).Required(),
            Text("private_key_id", 255).RequiredIf(isFirst),
            Secret("private_key").RequiredIf(isFirst),
            Text("client_email", 1024).RequiredIf(isFirst),
            Text("client_id", 255).RequiredIf(isFirst),
            Text("auth_uri").RequiredIf(isFirst),
            Text("token_uri").RequiredIf(isFirst),
            Text("auth_provider_x509_cert_url").RequiredIf(isFirst),
            Text("client_x509_cert_url").RequiredIf(isFirst),
            Whole(isFirst ? "timeout_seconds" : "job_execution_timeout_seconds", 1, 86400).RequiredIf(isFirst),
            Choice("priority", "interactive", "batch"),
            Texts("scopes"),
            Text("location", 255),
            Whole("maximum_bytes_billed"),
            Text("execution_project"),
            Text("impersonate_service_account"),
            Whole("retries", 0, 60),
            Whole("job_retry_deadline_seconds"),
            Whole("job_creation_timeout_seconds"),
            Secret("application_id"),
            Secret("application_secret"),
            Text("gcs_bucket"),
            Text("dataproc_region"),
            Text("dataproc_cluster_name"),
            Text("api_endpoint"),
        };
        if (!isFirst)
        {
            fields.Add(Choice("deployment_env_auth_type", "service-account-json", "external-oauth-wif"));
            fields.Add(Whole("adapter_id"));
        }
        return fields;
    }

    private static AdapterFields SqlServer(string host) =>
        new()
        {
            Text(host).Required(),
            Text("database").Required(),
            Text("driver"),
            Port(),
            Whole("retries"),
            Whole("login_timeout"),
            Whole("query_timeout"),
            Whole("adapter_id"),
        };
}
