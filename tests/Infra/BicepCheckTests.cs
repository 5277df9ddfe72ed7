using Arbit.Tests.Support;

namespace Arbit.Tests.Infra;

/// <summary>A checker of Bicep files that lies beside the repository, or where ARBIT_BICEP_CHECK says: syntax, properties, versions, parameters.</summary>
public sealed class BicepCheckTests
{
    private const string Variable = "ARBIT_BICEP_CHECK";
    private const string Program = "check.mjs";

    [SkippableFact]
    public async Task It_finds_no_problem()
    {
        var folder = Find();
        Skip.If(folder is null, $"No bicep-check here: set {Variable} to the folder that holds {Program} to run this test.");
        Skip.IfNot(Directory.Exists(Path.Combine(folder!, "node_modules")), $"bicep-check is not installed: npm install --prefix {folder}");
        Skip.If(Tool.Find("node") is null, "No Node.js: apt-get install -y nodejs");

        var (code, said) = await Tool.RunAsync("node", Repository.PathOf(""), Path.Combine(folder!, Program), "infra-bicep");
        Assert.True(code == 0, said);
        Assert.Contains(" 0 problems", said, StringComparison.Ordinal);
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return File.Exists(Path.Combine(named, Program)) ? named : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var beside = Path.Combine(folder.FullName, "shared", "tools", "bicep-check");
            if (File.Exists(Path.Combine(beside, Program)))
                return beside;
        }

        return null;
    }
}
