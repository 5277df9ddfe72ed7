using System.Runtime.CompilerServices;

namespace Arbit.Tests.Support;

/// <summary>The repository's own files, wherever the tests run from.</summary>
internal static class Repository
{
    private static readonly string Root = Find();

    /// <summary>A file or folder by its path from the root, with slashes.</summary>
    public static string PathOf(string path) => Path.GetFullPath(Path.Combine(Root, path));

    public static string Text(string path) => File.ReadAllText(PathOf(path));

    public static bool Has(string path) => File.Exists(PathOf(path)) || Directory.Exists(PathOf(path));

    /// <summary>Files below a folder, by their paths from the root, with slashes.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) => Directory.Exists(PathOf(folder))
        ? Directory.EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList()
        : [];

    private static string Find([CallerFilePath] string here = "")
    {
        foreach (var start in (string[])[AppContext.BaseDirectory, Path.GetDirectoryName(here)!])
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "Arbit.sln")))
                    return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("the tests do not know where the repository is: no Arbit.sln above them");
    }
}
