using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Arbit.EdgeRunner.Page;

/// <summary>The page's files, embedded in the program at build.</summary>
internal sealed class PageFiles
{
    private const string Root = "wwwroot/";
    private const string ChartModule = "vendor/uPlot.esm.js";

    private static readonly Dictionary<string, string> ContentTypes = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".txt"] = "text/plain; charset=utf-8",
    };

    private readonly Dictionary<string, PageFile> _files;

    private PageFiles(Dictionary<string, PageFile> files) => _files = files;

    /// <summary>False where the program was built without Node.js: the page then says how to get the PnL curve.</summary>
    public bool HasChart => _files.ContainsKey(ChartModule);

    /// <summary>Reads all files into memory; there are few and they are small.</summary>
    /// <param name="withChart">False leaves the chart library out, as a build without Node.js does.</param>
    public static PageFiles Embedded(bool withChart = true)
    {
        var assembly = typeof(PageFiles).Assembly;
        var files = new Dictionary<string, PageFile>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames())
        {
            // Built on Windows, folder names in the resource's name are parted by backslashes.
            var path = name.Replace('\\', '/');
            if (!path.StartsWith(Root, StringComparison.Ordinal))
                continue;
            path = path[Root.Length..];
            if (withChart || !path.StartsWith("vendor/", StringComparison.Ordinal))
                files[path] = new PageFile(path, Bytes(assembly, name), ContentTypes[Path.GetExtension(path)]);
        }

        var page = new PageFiles(files);
        page.SayWhetherThereIsAChart();
        return page;
    }

    /// <summary>Answers with the file at a path relative to the page's root; 404 where there is none.</summary>
    public IResult Serve(string? path)
    {
        if (!_files.TryGetValue(string.IsNullOrEmpty(path) ? "index.html" : path, out var file))
            return Results.NotFound();
        return Results.Bytes(file.Content, file.ContentType, entityTag: file.Tag);
    }

    /// <summary>
    /// The page learns from its own HTML whether the chart is there: a request that fails would be an error in the
    /// browser's console.
    /// </summary>
    private void SayWhetherThereIsAChart()
    {
        if (!HasChart)
            return;
        var index = _files["index.html"];
        var html = Encoding.UTF8.GetString(index.Content).Replace("data-chart=\"absent\"", "data-chart=\"built\"", StringComparison.Ordinal);
        _files["index.html"] = new PageFile("index.html", Encoding.UTF8.GetBytes(html), index.ContentType);
    }

    private static byte[] Bytes(Assembly assembly, string name)
    {
        using var resource = assembly.GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }

    private sealed record PageFile(string Path, byte[] Content, string ContentType)
    {
        public EntityTagHeaderValue Tag { get; } = new($"\"{Convert.ToHexStringLower(SHA256.HashData(Content))[..20]}\"");
    }
}
