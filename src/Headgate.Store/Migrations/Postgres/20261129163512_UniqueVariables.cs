using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Headgate.Store.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class UniqueVariables : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_environment_variables_project_id_name",
                table: "environment_variables");

            migrationBuilder.CreateIndex(
                name: "ix_environment_variables_job_definition_id",
                table: "environment_variables",
                column: "job_definition_id");

            migrationBuilder.CreateIndex(
                name: "ix_environment_variables_project_id_name",
                table: "environment_variables",
                columns: new[] { "project_id", "name" },
                unique: true,
                filter: "type = 'project' AND state = 1");

            migrationBuilder.CreateIndex(
                name: "ix_environment_variables_project_id_name_environment_id",
                table: "environment_variables",
                columns: new[] { "project_id", "name", "environment_id" },
                unique: true,
                filter: "type = 'environment' AND state = 1");

            migrationBuilder.CreateIndex(
                name: "ix_environment_variables_project_id_name_job_definition_id",
                table: "environment_variables",
                columns: new[] { "project_id", "name", "job_definition_id" },
                unique: true,
                filter: "type = 'job' AND state = 1");

            migrationBuilder.CreateIndex(
                name: "ix_environment_variables_project_id_name_user_id",
                table: "environment_variables",
                columns: new[] { "project_id", "name", "user_id" },
                unique: true,
                filter: "type = 'user' AND state = 1");

            migrationBuilder.CreateIndex(
                name: "ix_environment_variables_project_id_state",
                table: "environment_variables",
                columns: new[] { "project_id", "state" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_environment_variables_job_definition_id",
                table: "environment_variables");

            migrationBuilder.DropIndex(
                name: "ix_environment_variables_project_id_name",
                table: "environment_variables");

            migrationBuilder.DropIndex(
                name: "ix_environment_variables_project_id_name_environment_id",
                table: "environment_variables");

            migrationBuilder.DropIndex(
                name: "ix_environment_variables_project_id_name_job_definition_id",
                table: "environment_variables");

            migrationBuilder.DropIndex(
                name: "ix_environment_variables_project_id_name_user_id",
                table: "environment_variables");

            migrationBuilder.DropIndex(
                name: "ix_environment_variables_project_id_state",
                table: "environment_variables");

            migrationBuilder.CreateIndex(
                name: "ix_environment_variables_project_id_name",
                table: "environment_variables",
                columns: new[] { "project_id", "name" });
        }
    }
}
