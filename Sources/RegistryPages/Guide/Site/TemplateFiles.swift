/// The templates that the program brings with it, by the name that partials use.
enum TemplateFiles {
    static var texts: [String: String] {
        Dictionary(
            files.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) },
            uniquingKeysWith: { first, _ in first })
    }

    private static var files: [(name: String, bytes: [UInt8])] { articles + pages + parts }

    private static var articles: [(name: String, bytes: [UInt8])] {
        [
            ("getting-started", PackageResources.getting_started_mustache),
            ("authentication", PackageResources.authentication_mustache),
            ("requests", PackageResources.requests_mustache),
            ("responses", PackageResources.responses_mustache),
            ("errors", PackageResources.errors_mustache),
            ("data-handling", PackageResources.data_handling_mustache),
            ("moving-from-certsearch", PackageResources.moving_from_certsearch_mustache),
            ("retrying", PackageResources.retrying_mustache),
        ]
    }

    private static var pages: [(name: String, bytes: [UInt8])] {
        [
            ("frame", PackageResources.frame_mustache),
            ("root", PackageResources.root_mustache),
            ("overview", PackageResources.overview_mustache),
            ("article", PackageResources.article_mustache),
            ("calls", PackageResources.calls_mustache),
            ("call", PackageResources.call_mustache),
            ("limits-page", PackageResources.limits_page_mustache),
            ("vocabularies-page", PackageResources.vocabularies_page_mustache),
            ("changes", PackageResources.changes_mustache),
            ("openapi", PackageResources.openapi_mustache),
            ("search", PackageResources.search_mustache),
            ("not-found", PackageResources.not_found_mustache),
        ]
    }

    private static var parts: [(name: String, bytes: [UInt8])] {
        [
            ("code-curl", PackageResources.code_curl_mustache),
            ("code-python", PackageResources.code_python_mustache),
            ("code-swift", PackageResources.code_swift_mustache),
            ("code-examples", PackageResources.code_examples_mustache),
            ("first-upload", PackageResources.first_upload_mustache),
            ("first-answer", PackageResources.first_answer_mustache),
            ("example-upload", PackageResources.example_upload_mustache),
            ("error-catalogue", PackageResources.error_catalogue_mustache),
            ("limits", PackageResources.limits_mustache),
            ("vocabularies", PackageResources.vocabularies_mustache),
            ("fields", PackageResources.fields_mustache),
            ("field", PackageResources.field_mustache),
            ("members", PackageResources.members_mustache),
            ("value", PackageResources.value_mustache),
            ("try-it", PackageResources.try_it_mustache),
        ]
    }
}
