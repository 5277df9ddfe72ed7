using System.Globalization;
using System.Text;

namespace Arbit.Live.Tables;

/// <summary>
/// Keys as Azure Tables takes them. It forbids / \ # ? and control characters, and orders by what it is given: so each of those becomes two or
/// three characters beginning with its neighbour, and the neighbour becomes two. No word of it begins another, and their order is the
/// characters' own: escaped keys are in the order of the keys (by UTF-16 units, as Tables has it).
/// </summary>
public static class TableKey
{
    /// <summary>Tables takes keys up to 1 KiB of UTF-16.</summary>
    private const int Longest = 512;

    /// <exception cref="ArgumentException">It is longer than a key can be.</exception>
    public static string Escape(string key)
    {
        var escaped = new StringBuilder(key.Length + 16);
        foreach (var c in key)
            Append(escaped, c);
        return escaped.Length <= Longest ? escaped.ToString() : throw new ArgumentException($"a key of {escaped.Length} characters is longer than Azure Tables takes ({Longest})", nameof(key));
    }

    public static string Unescape(string escaped)
    {
        var key = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            var lead = escaped[i];
            switch (lead)
            {
                case '"' or '.' or '>' or '[':
                    key.Append((char)(lead + (escaped[++i] - '0')));
                    break;
                case ' ' when escaped[i + 1] == '~':
                case '~' when escaped[i + 1] == '0':
                    key.Append(lead);
                    i++;
                    break;
                case ' ' or '~':
                    key.Append((char)int.Parse(escaped.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                    i += 2;
                    break;
                default:
                    key.Append(lead);
                    break;
            }
        }

        return key.ToString();
    }

    private static void Append(StringBuilder escaped, char c)
    {
        switch (c)
        {
            case '"' or '.' or '>' or '[':
                escaped.Append(c).Append('0');
                break;
            case '#' or '/' or '?' or '\\':
                escaped.Append((char)(c - 1)).Append('1');
                break;
            case ' ':
                escaped.Append(" ~");
                break;
            case '~':
                escaped.Append("~0");
                break;
            case < ' ':
                escaped.Append(' ').Append(((int)c).ToString("x2", CultureInfo.InvariantCulture));
                break;
            case >= '\u007f' and <= '\u009f':
                escaped.Append('~').Append(((int)c).ToString("x2", CultureInfo.InvariantCulture));
                break;
            default:
                escaped.Append(c);
                break;
        }
    }
}
